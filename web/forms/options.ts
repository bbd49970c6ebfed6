/** A closed list as a field's options. */
import type { Option } from './types.ts';
export const optionsOf = <T extends string>(values: readonly T[], labels: Record<T, string>): Option[] =>
  values.map((value) => ({ value, label: labels[value] }));
