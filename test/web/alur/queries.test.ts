import { expect, test } from 'vitest';
import { isCondition, referenceAsked } from '../../../web/alur/queries.ts';

test.each([
  '',
  "TicketUnit = 'KPPN-008' AND TicketBreached = true",
  "(TicketStatus = 'ESCALATED' OR TicketDueAt < '2026-11-23T10:00:00Z') AND ExecutionStatus IN ('Running', \"Failed\")",
  "WorkflowId STARTS_WITH 'HAI-11' AND TicketSeq >= 3 AND `TicketUnit` IS NOT NULL",
  "StartTime BETWEEN '2026-01-01' AND '2026-02-01'",
  "TicketUnit = 'a) OR (b'",
])('one whole condition: %s', (text) => expect(isCondition(text)).toBe(true));

test.each([
  "TicketUnit = 'KPPN-063') OR (TicketUnit = 'KPPN-063'",
  "TicketUnit = 'x'))) OR (((true",
  '(a',
  "TicketUnit = 'KPPN-063' -- ",
  "TicketUnit = 'x' /* ( */ ) OR ( /* ) */ TicketUnit = 'x'",
  'a = 1 # )',
  "a = 'it\\') OR (b = \\'",
  "a = 'open",
  'a = "x\'y") OR (b = "\'"',
  'a = 1; b = 2',
  'a = \u2018x\u2019',
])('not: %s', (text) => expect(isCondition(text)).toBe(false));

test('only a query for a single ticket names that ticket', () => {
  expect(referenceAsked('WorkflowId="HAI-1121061614"')).toBe('HAI-1121061614');
  expect(referenceAsked(" `WorkflowId` = 'HAI-1121061614-2' ")).toBe('HAI-1121061614-2');
  expect(referenceAsked('WorkflowId="HAI-1121061614" OR true')).toBeNull();
  expect(referenceAsked('WorkflowId="other"')).toBeNull();
});
