-- Drives Neovim through everything the README promises. Runs in a copy of `bitext/`, with `diglot` on the PATH and the
-- repository's folder in DIGLOT_REPOSITORY. The snippet to install Diglot is taken from the README itself.

local repository = assert(os.getenv('DIGLOT_REPOSITORY'), 'DIGLOT_REPOSITORY must be set')

-- How long anything may take, in milliseconds: far above what it takes, for machines under load.
local PATIENCE = 15000
-- How often a condition is looked at, in milliseconds.
local STEP = 20

local function say(...)
  io.stdout:write(string.format(...) .. '\n')
end

-- All that is shown about a buffer, for messages.
local function shown(buffer)
  local lines = vim.tbl_map(function(one)
    return string.format('  %d:%d %s: %s', one.lnum + 1, one.col, one.code, one.message)
  end, vim.diagnostic.get(buffer))
  return #lines == 0 and '  no diagnostics' or table.concat(lines, '\n')
end

-- Waits until `condition` gives something, and returns that.
local function await(what, condition, buffer)
  local found
  local held = vim.wait(PATIENCE, function()
    found = condition()
    return found
  end, STEP)
  if not held then
    error(string.format('waited %d s in vain for %s; shown at last:\n%s', PATIENCE / 1000, what, shown(buffer or 0)), 2)
  end
  return found
end

local function expect(what, actual, wanted)
  if actual ~= wanted then
    error(string.format('%s: expected %s, got %s', what, vim.inspect(wanted), vim.inspect(actual)), 2)
  end
end

-- The words a diagnostic stands on.
local function words(buffer, diagnostic)
  return table.concat(
    vim.api.nvim_buf_get_text(buffer, diagnostic.lnum, diagnostic.col, diagnostic.end_lnum, diagnostic.end_col, {}),
    '\n'
  )
end

local function await_nothing(buffer, what)
  await('no diagnostics ' .. what, function()
    return #vim.diagnostic.get(buffer) == 0
  end, buffer)
end

-- The only diagnostic of a buffer, once it is of this rule and stands on these words; their endings and units may follow.
local function await_one(buffer, rule, on)
  return await(string.format('one diagnostic, %s on "%s"', rule, on), function()
    local all = vim.diagnostic.get(buffer)
    return #all == 1 and all[1].code == rule and vim.startswith(words(buffer, all[1]), on) and all[1]
  end, buffer)
end

-- Keys, as if typed.
local function type_keys(keys)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, false, true), 'tx', false)
end

-- Puts the cursor on the first occurrence of these words in the current buffer.
local function go_to(text)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local column = line:find(text, 1, true)
    if column then
      vim.api.nvim_win_set_cursor(0, { number, column - 1 })
      return
    end
  end
  error(string.format('"%s" is not in %s', text, vim.api.nvim_buf_get_name(0)), 2)
end

local function line_of(buffer, number)
  return vim.api.nvim_buf_get_lines(buffer, number - 1, number, false)[1]
end

-- Runs the README's first Lua snippet, with the repository in the place of the path it names.
local function install()
  local readme = table.concat(vim.fn.readfile(repository .. '/editors/neovim/README.md'), '\n')
  local snippet = assert(readme:match('```lua\n(.-)```'), 'the README has no Lua snippet')
  local named, count = snippet:gsub('/path/to/diglot', function()
    return repository
  end)
  expect('paths to fill in in the README’s snippet', count, 1)
  assert(load(named, 'the snippet of the README'))()
end

-- Opens a file and waits until the server has it.
local function open(name)
  vim.cmd.edit(name)
  local buffer = vim.api.nvim_get_current_buf()
  local client = await('the server to start for ' .. name, function()
    local client = vim.lsp.get_clients({ bufnr = buffer, name = 'diglot' })[1]
    return client and client.initialized and client
  end)
  return buffer, client
end

local exit_code
local client, guide

local steps = {
  {
    'the README’s snippet starts the server',
    function()
      vim.lsp.config('diglot', {
        on_exit = function(code)
          exit_code = code
        end,
      })
      install()
      guide, client = open('guide.hu.md')
      expect('the command', vim.inspect(client.config.cmd), vim.inspect({ 'diglot', 'server' }))
      expect('the file type', vim.bo[guide].filetype, 'markdown')
    end,
  },
  {
    'a slip that is typed shows, on its words, and goes when it is undone',
    function()
      await_nothing(guide, 'in a clean text')
      go_to('340')
      type_keys('ciw430<Esc>')
      local diagnostic = await_one(guide, 'number-changed', '430')
      expect('the severity', diagnostic.severity, vim.diagnostic.severity.WARN)
      expect('the source', diagnostic.source, 'diglot')
      for _, said in ipairs({ '430', '340' }) do
        assert(diagnostic.message:find(said, 1, true), 'the message does not name ' .. said .. ': ' .. diagnostic.message)
      end
      type_keys('u')
      await_nothing(guide, 'after undo')
    end,
  },
  {
    'the source, which nobody opened, shows a hint, and none where the settings say so',
    function()
      go_to('45 percig')
      type_keys('cw54<Esc>')
      await_one(guide, 'number-changed', '54')
      local source = vim.fn.bufnr('guide.de.md')
      assert(source > 0, 'nothing was said about guide.de.md')
      local hint = await('a hint in guide.de.md', function()
        return vim.diagnostic.get(source)[1]
      end, source)
      expect('its severity', hint.severity, vim.diagnostic.severity.HINT)
      client.settings.diglot = { mirror = 'off' }
      client:notify('workspace/didChangeConfiguration', { settings = client.settings })
      await_nothing(source, 'in guide.de.md with mirror = "off"')
      type_keys('u')
      await_nothing(guide, 'after undo')
    end,
  },
  {
    'hover shows the counterpart',
    function()
      go_to('malomban')
      vim.lsp.buf.hover()
      local float = await('the hover’s window', function()
        for _, window in ipairs(vim.api.nvim_list_wins()) do
          if vim.api.nvim_win_get_config(window).relative ~= '' then
            return window
          end
        end
      end)
      local text = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(float), 0, -1, false), '\n')
      text = text:gsub('\\(%p)', '%1')
      for _, said in ipairs({ 'German', 'guide.de.md:3', 'alten Mühle' }) do
        assert(text:find(said, 1, true), 'the hover does not say "' .. said .. '":\n' .. text)
      end
      vim.api.nvim_win_close(float, true)
    end,
  },
  {
    'definition jumps to the counterpart sentence, and back',
    function()
      go_to('két héttel')
      vim.lsp.buf.definition()
      await('the jump to guide.de.md', function()
        return vim.fs.basename(vim.api.nvim_buf_get_name(0)) == 'guide.de.md'
      end)
      local cursor = vim.api.nvim_win_get_cursor(0)
      expect('the line', cursor[1], 10)
      expect('what stands there', line_of(0, 10):sub(cursor[2] + 1):match('^%S+'), 'Gruppen')
      vim.cmd.pop()
      expect('the way back', vim.fs.basename(vim.api.nvim_buf_get_name(0)), 'guide.hu.md')
    end,
  },
  {
    'references list the counterpart',
    function()
      vim.lsp.buf.references()
      local found = await('the list of references', function()
        local list = vim.fn.getqflist()
        return #list > 0 and list
      end)
      expect('the file listed', vim.fs.basename(vim.api.nvim_buf_get_name(found[1].bufnr)), 'guide.de.md')
      expect('the line listed', found[1].lnum, 10)
      vim.cmd.cclose()
    end,
  },
  {
    'a code action writes the right number, as its language does',
    function()
      go_to('1250')
      local right = line_of(guide, 7)
      type_keys('ciw2150<Esc>')
      await_one(guide, 'number-changed', '2150')
      vim.lsp.buf.code_action({
        apply = true,
        -- The ways to ignore it are offered, too.
        filter = function(action)
          return vim.startswith(action.title, 'Replace')
        end,
      })
      await('the number to be right again', function()
        return line_of(guide, 7) == right or line_of(guide, 7) == (right:gsub('1250', '1 250'))
      end, guide)
      await_nothing(guide, 'after the code action')
    end,
  },
  {
    'plain text works as well',
    function()
      local letter, same = open('letter.hu.txt')
      expect('the file type', vim.bo[letter].filetype, 'text')
      expect('the server that answers', same.id, client.id)
      await_nothing(letter, 'in a clean text')
      go_to('március 14')
      type_keys('ciwmájus<Esc>')
      await_one(letter, 'date-changed', '1987. május 14')
      type_keys('u')
      await_nothing(letter, 'after undo')
    end,
  },
  {
    'the server ends in order',
    function()
      client:stop()
      await('the server to end', function()
        return exit_code ~= nil
      end)
      expect('its exit code', exit_code, 0)
    end,
  },
}

for _, step in ipairs(steps) do
  local name, run = step[1], step[2]
  local begun = vim.uv.hrtime()
  local ok, trouble = xpcall(run, debug.traceback)
  if not ok then
    say('FAILED %s\n%s', name, trouble)
    vim.cmd('cquit 1')
  end
  say('ok     %-80s %6.0f ms', name, (vim.uv.hrtime() - begun) / 1e6)
end
vim.cmd('qall!')
