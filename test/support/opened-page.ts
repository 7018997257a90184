/** What a browser does with the address that `start` prints: it keeps the cookie, and asks for each page with it. */
export async function openedPage(address: string) {
  const opened = await fetch(address, { redirect: 'manual' });
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { origin } = new URL(address);
  return {
    origin,
    cookie,
    get: (path: string) => fetch(origin + path, { headers: { cookie }, redirect: 'manual' }),
  };
}
