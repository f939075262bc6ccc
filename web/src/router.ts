export type Route = { readonly page: 'library' } | { readonly page: 'watch'; readonly titleId: string } | { readonly page: 'missing' };

/** Which page a path means. */
export function parseRoute(path: string): Route {
  const parts = path.split('/').filter((part) => part !== '');
  if (parts.length === 0 || (parts.length === 1 && parts[0] === 'index.html')) return { page: 'library' };
  const [first, second] = parts;
  if (parts.length === 2 && first === 'watch' && second !== undefined) {
    try {
      return { page: 'watch', titleId: decodeURIComponent(second) };
    } catch {
      return { page: 'missing' }; // A broken percent-escape names no title.
    }
  }
  return { page: 'missing' };
}

export const watchPath = (titleId: string): string => `/watch/${encodeURIComponent(titleId)}`;

/** Goes to a path of this page without loading it again. */
export function navigate(path: string): void {
  history.pushState(null, '', path);
  dispatchEvent(new PopStateEvent('popstate'));
}

/** Calls back for the present route and each later one; plain clicks on links of this origin stay in the page. */
export function startRouter(show: (route: Route) => void): void {
  const update = (): void => show(parseRoute(location.pathname));
  addEventListener('popstate', update);
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null || link.target !== '' || link.origin !== location.origin || link.hash !== '') return;
    if (parseRoute(link.pathname).page === 'missing') return;
    event.preventDefault();
    if (link.pathname !== location.pathname) navigate(link.pathname);
  });
  update();
}
