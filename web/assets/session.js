/*
 * Before an idle session ends, the page warns and offers to stay. Only the server knows how long it lasts, because
 * another tab may have been used: the page asks before the warning and while showing it, which does not extend the
 * session.
 */
(() => {
  const dialog = document.getElementById('sesi');
  if (!dialog) return;

  const ADDRESS = '/api/sesi';
  /** Seconds: a session lasts at least this long after a page is opened (web/http/session.ts). */
  const LEFT_AT_LEAST = 29 * 60;
  const WARN_BEFORE = 120;
  const ASK_EVERY = 5;
  const RETRY = 10;
  const SPOKEN_AT = [60, 30, 10];
  const ended = document.querySelector('[data-ended]');
  const lost = document.querySelector('[data-lost]');
  const countdown = dialog.querySelector('[data-countdown]');
  const spoken = dialog.querySelector('[data-spoken]');
  let next;
  let endsAt;

  const later = (work, seconds) => {
    clearTimeout(next);
    next = setTimeout(() => work(), seconds * 1000);
  };

  const inWords = (seconds) => {
    const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
    return [minutes && `${minutes} menit`, (rest || !minutes) && `${rest} detik`].filter(Boolean).join(' ');
  };

  /** The session has ended: the page stays, because somebody may be typing an answer. */
  const end = () => {
    clearTimeout(next);
    dialog.close();
    lost.hidden = true;
    ended.hidden = false;
  };

  /** @param seconds until the session ends */
  const follow = (seconds) => {
    endsAt = Date.now() + seconds * 1000;
    ended.hidden = true;
    if (seconds > WARN_BEFORE) {
      dialog.close();
      return later(ask, seconds - WARN_BEFORE);
    }
    if (!dialog.open) dialog.showModal();
    tick();
  };

  const tick = () => {
    const seconds = Math.round((endsAt - Date.now()) / 1000);
    countdown.textContent = inWords(Math.max(0, seconds));
    if (SPOKEN_AT.includes(seconds)) spoken.textContent = `Sesi berakhir dalam ${inWords(seconds)}.`;
    later(seconds <= 0 || seconds % ASK_EVERY === 0 ? ask : tick, 1);
  };

  /** Asks how long the session lasts; a POST extends it. */
  const ask = async (method = 'GET') => {
    try {
      const answer = await fetch(ADDRESS, { method, headers: { Accept: 'application/json' } });
      if (answer.status === 401) return end();
      if (!answer.ok) throw new Error(`answered ${answer.status}`);
      follow((await answer.json()).sisa_detik);
    } catch {
      later(ask, RETRY); // The server is unreachable: the session's state is unknown.
    }
  };

  dialog.querySelector('[data-stay]').addEventListener('click', () => ask('POST'));
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    ask('POST');
  });
  // A sleeping machine may have missed the warning.
  document.addEventListener('visibilitychange', () => document.hidden || ask());
  addEventListener('pageshow', (event) => event.persisted && ask());
  later(ask, LEFT_AT_LEAST - WARN_BEFORE);
})();
