/*
 * Lampiran: uploads each chosen file at once and shows its progress; the form then sends only its id. Without this
 * script the form sends the files itself.
 */
(() => {
  const queue = [];
  let sending = false;

  const say = (text) => {
    const news = document.getElementById('kabar');
    if (news) news.textContent = text;
  };
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const listOf = (place) => place.querySelector('[data-chosen]');
  const inputOf = (place) => place.querySelector('input[type="file"]');

  /** An uploaded file: named in the form, with a button to remove it. */
  const hold = (item, id, name, detail) => {
    const button = make('button', { type: 'button', className: 'link-button' }, 'Hapus');
    button.append(make('span', { className: 'govuk-visually-hidden' }, ` ${name}`));
    button.addEventListener('click', () => {
      void fetch(`/lampiran/${id}`, { method: 'DELETE' }).catch(() => undefined);
      remove(item, name);
    });
    const note = make('span', { className: 'second' }, `(${detail})`);
    const shown = make('span', { className: 'files__name' }, make('span', {}, `${name} `, note));
    item.dataset.file = id;
    item.replaceChildren(make('input', { type: 'hidden', name: 'lampiranId', value: id }), shown, button);
  };

  const remove = (item, name) => {
    const place = item.closest('[data-files]');
    item.remove();
    say(`${name} dihapus dari lampiran.`);
    if (place) inputOf(place).focus();
  };

  const refuse = (item, name, why) => {
    const button = make('button', { type: 'button', className: 'link-button' }, 'Tutup');
    button.append(make('span', { className: 'govuk-visually-hidden' }, ` pesan tentang ${name}`));
    button.addEventListener('click', () => remove(item, name));
    const text = why.includes(`${name}: `) ? why : `${name}: ${why}`;
    item.classList.add('files__item--refused');
    delete item.dataset.sending;
    item.replaceChildren(make('span', { className: 'files__name', role: 'alert' }, text), button);
  };

  /** A refused file is not in the form; closing its message means sending the form without it. */
  const leaveOut = (item) => {
    const [text, button] = item.children;
    const note =
      'Formulir belum dikirim: berkas ini tidak ikut. Tutup pesan ini untuk mengirim tanpanya, atau pilih berkas penggantinya.';
    if (!text.textContent.includes(note)) text.append(` ${note}`);
    button.focus();
  };

  /** Reads the answer; anything but our JSON means a lost session or connection. */
  const answerOf = (request) => {
    try {
      return JSON.parse(request.responseText);
    } catch {
      return {};
    }
  };

  const whyOf = (request) => {
    if (request.status === 401) return 'Sesi Anda telah berakhir. Masuk kembali, lalu pilih berkas ini lagi.';
    if (request.status === 0) return 'Berkas ini belum terkirim. Periksa sambungan Anda, lalu pilih lagi.';
    return (
      answerOf(request).galat ??
      'Berkas ini belum diterima karena gangguan pada sistem. Pilih lagi sesaat lagi.'
    );
  };

  const send = ({ file, item }) =>
    new Promise((resolve) => {
      if (!item.isConnected) return resolve();
      const request = new XMLHttpRequest();
      const bar = make('progress', { className: 'files__progress', max: 100, value: 0 });
      bar.setAttribute('aria-label', `Mengirim ${file.name}`);
      const percent = make('span', { className: 'second' }, '0%');
      const cancel = make('button', { type: 'button', className: 'link-button' }, 'Batal');
      cancel.append(make('span', { className: 'govuk-visually-hidden' }, ` mengirim ${file.name}`));
      cancel.addEventListener('click', () => {
        request.abort();
        remove(item, file.name);
      });
      item.replaceChildren(make('span', { className: 'files__name' }, file.name), bar, percent, cancel);
      request.upload.addEventListener('progress', ({ loaded, total }) => {
        bar.value = (100 * loaded) / total;
        percent.textContent = loaded < total ? `${Math.floor((100 * loaded) / total)}%` : 'diperiksa…';
      });
      request.addEventListener('loadend', () => {
        delete item.dataset.sending;
        const [taken] = answerOf(request).lampiran ?? [];
        if (request.status === 201 && taken) {
          hold(item, taken.id, taken.name, taken.detail);
          say(`${taken.name} selesai dikirim.`);
        } else if (item.isConnected) refuse(item, file.name, whyOf(request));
        resolve();
      });
      const form = new FormData();
      form.append('lampiran', file);
      request.open('POST', '/lampiran');
      request.setRequestHeader('HX-Request', 'true');
      request.send(form);
    });

  const sendAll = async () => {
    if (sending) return;
    sending = true;
    for (let next = queue.shift(); next; next = queue.shift()) await send(next);
    sending = false;
  };

  const choose = (place, file) => {
    const item = make('li', { className: 'files__item' }, file.name);
    listOf(place).append(item);
    const allowed = document.getElementById(inputOf(place).id + '-petunjuk').textContent;
    const { largest, most } = place.dataset;
    if (file.size > Number(largest)) return refuse(item, file.name, `Berkas ini terlalu besar. ${allowed}`);
    if (listOf(place).querySelectorAll('[data-file], [data-sending]').length >= Number(most))
      return refuse(item, file.name, `Berkas terlalu banyak. ${allowed}`);
    item.dataset.sending = '';
    queue.push({ file, item });
    void sendAll();
  };

  /** Files of a rejected form get the same button as new ones. */
  const prepare = () => {
    for (const box of document.querySelectorAll('[data-chosen] input[type="checkbox"]')) {
      const item = box.closest('[data-file]');
      hold(item, box.value, item.dataset.name, item.dataset.detail);
    }
  };
  prepare();
  document.addEventListener('htmx:after:swap', prepare);

  document.addEventListener('change', (event) => {
    const place = event.target.closest?.('[data-files]');
    if (!place || event.target !== inputOf(place)) return;
    for (const file of event.target.files) choose(place, file);
    // From here on the form itself sends no file.
    event.target.value = '';
  });

  document.addEventListener(
    'submit',
    (event) => {
      const [sending] = event.target.querySelectorAll('[data-sending]');
      const [refused] = event.target.querySelectorAll('.files__item--refused');
      if (!sending && !refused) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (sending) say('Tunggu sampai semua lampiran selesai dikirim.');
      else leaveOut(refused);
      (sending ?? refused).scrollIntoView({ block: 'center' });
    },
    true,
  );

  document.addEventListener('reset', (event) => {
    for (const item of event.target.querySelectorAll('[data-chosen] > li')) item.remove();
  });
})();
