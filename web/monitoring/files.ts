/** `/pemantauan.pdf` and `/pemantauan.xlsx`: the page's contents as files. */
import { Hono } from 'hono';
import { monitoringExcel } from '../../reports/monitoring-excel.ts';
import { monitoringPdf } from '../../reports/monitoring-pdf.ts';
import { monitoringTables } from '../../reports/monitoring-tables.ts';
import type { MonitoringTables } from '../../reports/monitoring-tables.ts';
import { contentTypes } from '../../reports/file.ts';
import type { Web, WebContext } from '../context.ts';
import { attachmentNamed } from '../http/download.ts';
import { overviewOf } from './show.ts';

export const monitoringFiles = new Hono<Web>();

monitoringFiles.get('/pemantauan.pdf', (c) => download(c, 'pdf', monitoringPdf));
monitoringFiles.get('/pemantauan.xlsx', (c) => download(c, 'xlsx', monitoringExcel));

async function download(
  c: WebContext,
  format: 'pdf' | 'xlsx',
  write: (tables: MonitoringTables) => Promise<Uint8Array>,
): Promise<Response> {
  const at = new Date();
  const overview = await overviewOf(c);
  const file = await write(monitoringTables(overview, c.get('account'), at));
  const unitId = overview.scope.unit || c.get('account').unitId;
  c.header('Content-Type', contentTypes[format]);
  c.header('Content-Disposition', attachmentNamed(c, 'pemantauan', format, { at, unitId }));
  return c.body(new Uint8Array(file).buffer);
}
