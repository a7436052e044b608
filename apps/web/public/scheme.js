/* Runs before the first paint, as a file because the page allows no inline script. */
(function () {
  var root = document.documentElement;
  var scheme = 'auto';
  try {
    scheme = localStorage.getItem('topsmile.scheme') || 'auto';
    root.lang = localStorage.getItem('topsmile.language') || 'pt-BR';
    root.dataset.density = localStorage.getItem('topsmile.density') || 'compact';
  } catch {
    /* Storage can be refused; the defaults stand. */
  }
  var isDark = scheme === 'dark' || (scheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light');
})();
