import type { FieldErrors } from '../forms/types.ts';

export interface SignInPage {
  username: string;
  next: string;
  /** Above the form: wrong log-in, session ended, too many tries. */
  message: string | null;
  errors: FieldErrors;
}

export interface MenuPage {
  /** Years whose holidays are missing, for an administrator. */
  missing: number[];
  /** What the menu search asked for (GET /menu?q=); empty shows every menu. */
  q: string;
}
