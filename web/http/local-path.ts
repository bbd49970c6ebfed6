/** The path of an address of ours, otherwise the menu: no redirect leaves the site (security.md 12). */
export function localPath(address: string): string {
  const ours = 'http://ours.invalid';
  if (!address.startsWith('/') || !URL.canParse(address, ours)) return '/';
  const { origin, pathname, search } = new URL(address, ours);
  return origin === ours && !pathname.startsWith('//') ? pathname + search : '/';
}
