/** Where pictures of a map may come from, for the content security policy: its origin, or those of its four servers. */
export function tileOrigins(url: string | undefined): string[] {
  if (url === undefined) return [];
  const servers = url.includes('{s}') ? ['1', '2', '3', '4'] : [''];
  return servers.map((server) => new URL(url.replaceAll('{s}', server).replace(/\{[xyz]\}/g, '0')).origin);
}
