/*
 * Pages that follow what happens. An element with data-live names a stream of server-sent events; each event makes the parts
 * inside it ask for themselves again (hx-trigger="segar"). The stream is open only while the page is seen: browsers allow
 * six connections to a server, and officers keep many tickets open.
 */
(() => {
  const place = document.querySelector('[data-live]');
  if (!place) return;

  const FIRST_WAIT = 1000;
  const LONGEST_WAIT = 30000;
  let stream;
  let retry;
  let wait = FIRST_WAIT;
  let missed = false;

  const refresh = () => {
    for (const part of place.querySelectorAll('[hx-trigger="segar"]')) htmx.trigger(part, 'segar');
  };

  const open = () => {
    stream = new EventSource(place.dataset.live);
    stream.addEventListener('open', () => {
      wait = FIRST_WAIT;
      if (missed) refresh();
      missed = false;
    });
    stream.addEventListener('berubah', refresh);
    stream.addEventListener('error', () => {
      missed = true;
      if (stream.readyState !== EventSource.CLOSED) return;
      clearTimeout(retry);
      retry = setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    });
  };

  const close = () => {
    clearTimeout(retry);
    stream?.close();
    missed = true;
  };

  const follow = () => {
    close();
    if (!document.hidden) open();
  };

  document.addEventListener('visibilitychange', follow);
  addEventListener('pagehide', close);
  addEventListener('pageshow', (event) => event.persisted && follow());
  open();
  missed = false;
})();
