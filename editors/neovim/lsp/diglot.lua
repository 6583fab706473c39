---@brief
---
--- Diglot keeps a text and its translations in step: numbers, dates, sentences, paragraphs.
---
--- The binary `diglot` must be on the PATH. Settings bear the names of the keys in `diglot.toml`; where both say
--- something, `diglot.toml` wins:
---
--- ```lua
--- vim.lsp.config('diglot', { settings = { diglot = { mirror = 'same', rules = { ['sentence-merged'] = 'off' } } } })
--- ```

---@type vim.lsp.Config
return {
  cmd = { 'diglot', 'server' },
  filetypes = { 'markdown', 'text' },
  root_markers = { 'diglot.toml', '.git' },
  -- A single file, opened without any project, is compared with its neighbours.
  workspace_required = false,
  -- What the server asks for is the section `diglot`; empty, each setting stays as the server has it.
  settings = { diglot = vim.empty_dict() },
}
