import { parse } from 'node-html-parser';
import type { HTMLElement } from 'node-html-parser';

/** A response of the web, read as a person would. */
export class Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  #root: HTMLElement | undefined;

  constructor(status: number, headers: Headers, text: string) {
    this.status = status;
    this.headers = headers;
    this.text = text;
  }

  get location(): string | null {
    return this.headers.get('location');
  }

  json<T>(): T {
    return JSON.parse(this.text) as T;
  }

  /** The texts of all matching elements, each in one line. */
  all(selector: string): string[] {
    return this.#page.querySelectorAll(selector).map((element) => element.text.replace(/\s+/g, ' ').trim());
  }

  /** The text of the only matching element; null if there is none. */
  one(selector: string): string | null {
    const found = this.all(selector);
    if (found.length > 1) throw new Error(`${found.length} elements are ${selector}`);
    return found[0] ?? null;
  }

  attribute(selector: string, name: string): string | null {
    return this.#page.querySelector(selector)?.getAttribute(name) ?? null;
  }

  attributes(selector: string, name: string): string[] {
    return this.#page.querySelectorAll(selector).map((element) => element.getAttribute(name) ?? '');
  }

  /** A field's value: typed text, or the chosen option. */
  value(selector: string): string | null {
    const field = this.#page.querySelector(selector);
    if (field?.rawTagName === 'textarea') return field.text.replace(/^\n/, '');
    if (field?.rawTagName !== 'select') return field?.getAttribute('value') ?? null;
    return field.querySelector('option[selected]')?.getAttribute('value') ?? null;
  }

  /** What a form would send unchanged. */
  fields(form: string): Record<string, string> {
    const named = this.#page
      .querySelectorAll(`${form} [name]`)
      .map((field) => field.getAttribute('name') ?? '');
    return Object.fromEntries(named.map((name) => [name, this.value(`${form} [name="${name}"]`) ?? '']));
  }

  /** The message at a field, which the field must reference. */
  faultAt(id: string): string | null {
    const describedBy = this.attribute(`#${id}`, 'aria-describedby')?.split(' ') ?? [];
    return describedBy.includes(`${id}-galat`)
      ? (this.one(`#${id}-galat`)?.replace(/^Kesalahan: /, '') ?? null)
      : null;
  }

  get #page(): HTMLElement {
    this.#root ??= parse(this.text);
    return this.#root;
  }
}
