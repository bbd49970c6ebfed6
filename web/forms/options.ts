import type { Option } from '../page/pages.ts';

/** A closed list as a field offers it. */
export const optionsOf = <T extends string>(values: readonly T[], labels: Record<T, string>): Option[] =>
  values.map((value) => ({ value, label: labels[value] }));
