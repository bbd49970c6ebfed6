/** Maps each template in views/ to its data: `tsc` refuses a wrong name or a missing field. */
import type { Sla } from '../../domain/sla.ts';
import type { fileRules } from '../../domain/attachments.ts';
import type { asTyped } from '../../domain/dates.ts';
import type { blocksOf } from '../../domain/texts.ts';
import type { slaStateLabels } from '../../domain/values.ts';
import type { TicketRow } from '../../lists/ticket-rows.ts';
import type { Chart } from '../../monitoring/chart-parts.ts';
import type { Definition } from '../../monitoring/measures.ts';
import type * as calendar from '../calendar/types.ts';
import type * as customers from '../customers/types.ts';
import type { ExportListPage, ExportOfferPage } from '../exports/types.ts';
import type * as monitoring from '../monitoring/types.ts';
import type * as notices from '../notices/types.ts';
import type { Field, FieldErrors, FileItem, UnitPicker, Unsent } from '../forms/types.ts';
import type { HaiQueuePage } from '../hai/types.ts';
import type { MenuPage, SignInPage } from '../sign-in/types.ts';
import type * as tickets from '../tickets/types.ts';
import type { assetPath } from './assets.ts';
import type { NewestPaging } from './newest.ts';
import type { ErrorPage, Frame, Me, Paging, TicketTable } from './pages.ts';

/** In every template. */
export interface Shared {
  slaLabels: typeof slaStateLabels;
  asset: typeof assetPath;
  fileRules: typeof fileRules;
  asTyped: typeof asTyped;
  blocksOf: typeof blocksOf;
}

/** Whole pages inside the layout, which they find as `it.frame`. */
export interface Pages {
  'calendar/calculator': calendar.CalculatorPage;
  'calendar/change': calendar.CalendarChangePage;
  'calendar/changes': calendar.CalendarChangesPage;
  'calendar/day': calendar.HolidayFormPage;
  'calendar/hours': calendar.HoursPage;
  'calendar/import': calendar.HolidayImportPage;
  'calendar/period': calendar.PeriodFormPage;
  'calendar/preview': calendar.CalendarPreviewPage;
  'calendar/year': calendar.CalendarYearPage;
  'customers/find': customers.CustomerFindPage;
  'customers/form': customers.CustomerFormPage;
  'customers/list': customers.CustomerListPage;
  'customers/remove': customers.CustomerRemovePage;
  error: ErrorPage;
  'exports/list': ExportListPage;
  'exports/offer': ExportOfferPage;
  'filters/saved': tickets.SavedFiltersPage;
  'hai/queue': HaiQueuePage;
  'mails/list': notices.MailListPage;
  'mails/show': notices.MailPage;
  menu: MenuPage;
  'monitoring/show': monitoring.MonitoringPage;
  'monitoring/tickets': monitoring.MonitoredPage;
  'notices/list': notices.NoticeListPage;
  'notices/settings': notices.NoticeSettingsPage;
  'sign-in': SignInPage;
  'tickets/list': tickets.TicketListPage;
  'tickets/new': tickets.RecordPage;
  'tickets/show': tickets.TicketPage;
}

/** Parts that htmx fetches; their pages include them. */
export interface Fragments {
  _bell: { unread: number | null };
  '_unit-options': UnitPicker & { value: string | undefined };
  'calendar/_progress': calendar.CalendarProgress;
  'customers/_rows': customers.CustomerListPage;
  'exports/_rows': ExportListPage;
  'hai/_rows': HaiQueuePage;
  'mails/_rows': notices.MailListPage;
  'notices/_rows': notices.NoticeListPage;
  'tickets/_live': tickets.TicketPage;
  'tickets/_rows': tickets.TicketListPage;
}

interface ActView {
  form: tickets.ActForm;
  address: string;
  account?: string | undefined;
}

/** Parts that only templates include. */
export interface Partials {
  _breakable: { text: string };
  _errors: { message: string | null; errors: FieldErrors; prefix: string; heading?: string };
  _field: { field: Field };
  _files: { id: string; files: FileItem[]; error?: string | null | undefined };
  _header: { me: Me | null; path: string };
  _newest: NewestPaging;
  _paging: { paging: Paging };
  _person: { name: string; email: string };
  _restored: { clearHref: string };
  _send: { clearHref: string; typed: Record<string, string> };
  _session: { me: Me };
  _sla: { sla: Sla | null };
  '_status-tag': { status: string; statusLabel: string };
  _subject: { row: Pick<TicketRow, 'reference' | 'subject' | 'unread'> };
  '_ticket-table': { table: TicketTable; style: string };
  _unsent: Unsent;
  '_unit-picker': customers.UnitPickerField;
  'calendar/_menu': { here: string };
  'calendar/_missing': { missing: number[]; link: boolean };
  'calendar/_preview-button': { back: string };
  'customers/_agency': { agency: string; agencyName: string | null };
  'customers/_back': { kembali: string };
  'customers/_person': { person: customers.ShownPerson };
  'monitoring/_chart': { id: string; title: string; chart: Chart };
  'monitoring/_counts': monitoring.CountTable;
  'monitoring/_definitions': { definitions: Definition[] };
  'monitoring/_tiles': { figures: monitoring.MonitoringFigure[] };
  'tickets/_acts': tickets.TicketPage & { address: string; frame: Frame };
  'tickets/_answer': ActView;
  'tickets/_complete': ActView;
  'tickets/_escalate': ActView;
  'tickets/_hai-reply': ActView;
  'tickets/_kuasa-bun': { bun: tickets.KuasaBunRecordPage } & Pick<tickets.RecordPage, 'typed' | 'errors'>;
  'tickets/_officer': { form: Pick<tickets.ActForm, 'officers' | 'typed' | 'errors'>; prefix: string };
  'tickets/_status': tickets.TicketPage;
  'tickets/_thread': tickets.TicketPage;
}
