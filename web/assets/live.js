/*
 * Live pages. An element with data-live names a stream of server-sent events; after each event the part inside it
 * fetches itself again (hx-trigger="segar"). The stream is open only while the page is visible: browsers allow six
 * connections to a server, and officers keep many tickets open. Every stream also reports changes of the header's
 * bell; a page without a stream opens the bell's own.
 */
(() => {
  const place = document.querySelector('[data-live]');
  const bell = () => document.querySelector('[data-bell]');
  const address = place?.dataset.live ?? bell()?.dataset.bell;
  if (!address) return;

  const FIRST_WAIT = 1000;
  const LONGEST_WAIT = 30000;
  const lost = document.querySelector('[data-lost]');
  const ended = document.querySelector('[data-ended]');
  let stream;
  let retry;
  let wait = FIRST_WAIT;
  let missed = true;

  const refreshPlace = () => place && htmx.trigger(place.querySelector('[hx-trigger="segar"]'), 'segar');
  const refreshBell = () => bell() && htmx.trigger(bell(), 'segar');
  const refresh = () => {
    refreshPlace();
    refreshBell();
  };

  const open = () => {
    stream = new EventSource(address);
    stream.addEventListener('berubah', refreshPlace);
    stream.addEventListener(
      'pemberitahuan',
      place?.dataset.follows === 'pemberitahuan' ? refresh : refreshBell,
    );
    stream.addEventListener('open', () => {
      wait = FIRST_WAIT;
      lost.hidden = true;
      if (missed) refresh();
      missed = false;
    });
    stream.addEventListener('error', () => {
      missed = true;
      // The browser reconnects by itself, except after an answer that is no stream.
      if (stream.readyState !== EventSource.CLOSED) return;
      lost.hidden = false;
      refresh();
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
    if (!document.hidden && ended.hidden) open();
  };

  // The session has ended: say so instead of leaving the page, because somebody may be typing an answer.
  document.addEventListener('htmx:before:response', (event) => {
    const { ctx } = event.detail;
    const ours = [place, bell()].some((part) => part?.contains(ctx.sourceElement));
    if (ctx.response.status !== 401 || !ours) return;
    event.preventDefault();
    close();
    lost.hidden = true;
    ended.hidden = false;
  });

  document.addEventListener('visibilitychange', follow);
  addEventListener('pagehide', close);
  addEventListener('pageshow', (event) => event.persisted && follow());
  follow();
})();
