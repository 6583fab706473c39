/** What the server is told of the settings. Pure. */

/** Settings of the extension, which the server does not know. */
const OWN = new Set(['server', 'trace']);

/**
 * The section `diglot` as the server reads it: with the keys of `diglot.toml`, without what only the extension needs,
 * and without what is not set.
 */
export function forServer(section: unknown): Record<string, unknown> {
  if (typeof section !== 'object' || section === null) {
    return {};
  }
  return Object.fromEntries(Object.entries(section).filter(([key, value]) => !OWN.has(key) && value !== null));
}
