import { demoPassword } from '../../prisma/seed/demo.ts';
import { Reply } from './reply.ts';

export type Fields = Record<string, string>;
/** A file's name, content, and field (`lampiran` by default). */
export type Chosen = [name: string, content: Buffer, field?: string];
type Headers = Record<string, string>;

/** A form without this field. */
export function without<Value>(fields: Record<string, Value>, name: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(fields).filter(([other]) => other !== name));
}

/** Repeats a request with a key until its outcome is known, as a person does with *Kirim ulang*. */
export async function outcomeOf(send: () => Promise<Reply>): Promise<Reply> {
  for (;;) {
    const reply = await send();
    if (reply.status !== 503) return reply;
  }
}

/** A browser without a window: keeps cookies, sends forms from our own pages, follows no redirects. */
export class Visitor {
  readonly cookies = new Map<string, string>();
  readonly origin: string;
  /** Its `Origin`: PUBLIC_URL. */
  readonly publicUrl: string;

  constructor(origin: string, publicUrl: string) {
    this.origin = origin;
    this.publicUrl = publicUrl;
  }

  get(path: string, headers: Headers = {}): Promise<Reply> {
    return this.send(path, { headers });
  }

  /** Fetches a part of a page, like htmx. */
  getPart(path: string): Promise<Reply> {
    return this.get(path, { 'HX-Request': 'true', 'HX-Request-Type': 'partial' });
  }

  post(path: string, fields: Fields = {}, headers: Headers = {}): Promise<Reply> {
    return this.send(path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { Origin: this.publicUrl, ...headers },
    });
  }

  /** Sends a form with files, like a browser without JavaScript. */
  upload(path: string, fields: Fields | [string, string][], files: Chosen[] = []): Promise<Reply> {
    const body = new FormData();
    for (const [name, value] of Array.isArray(fields) ? fields : Object.entries(fields))
      body.append(name, value);
    for (const [name, content, field = 'lampiran'] of files)
      body.append(field, new File([new Uint8Array(content)], name));
    return this.send(path, { method: 'POST', body, headers: { Origin: this.publicUrl } });
  }

  /** Sends a form and follows the redirect. */
  async postAndFollow(path: string, fields: Fields): Promise<Reply> {
    const { status, location } = await this.post(path, fields);
    if (status !== 303 || location === null) throw new Error(`${path} answered ${status}`);
    return this.get(location);
  }

  async signIn(username: string): Promise<void> {
    const { status } = await this.post('/masuk', { username, password: demoPassword });
    if (status !== 303) throw new Error(`${username} could not log in: ${status}`);
  }

  async send(path: string, init: RequestInit): Promise<Reply> {
    const response = await this.open(path, init);
    return new Reply(response.status, response.headers, await response.text());
  }

  /** The response with an unread body, for streams. */
  async open(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(this.origin + path, {
      redirect: 'manual',
      signal: AbortSignal.timeout(30_000),
      ...init,
      headers: { ...(cookie === '' ? {} : { Cookie: cookie }), ...(init.headers as Headers | undefined) },
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (/;\s*Max-Age=0/i.test(line)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
