import exceljs from 'exceljs';
import { excelText } from './excel.ts';
import { definitionsTitle } from './monitoring-tables.ts';
import type { MonitoringTables } from './monitoring-tables.ts';

/** The tables below one another on one sheet. Cells are only texts and numbers (security.md 18). */
export async function monitoringExcel({
  title,
  heading,
  tables,
  definitions,
}: MonitoringTables): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet('Pemantauan', {
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    headerFooter: { oddFooter: '&CHalaman &P dari &N' },
  });
  sheet.addRow([excelText(title)]).font = { bold: true, size: 14 };
  for (const line of heading) sheet.addRow([excelText(line)]);
  for (const table of tables) {
    sheet.addRow([]);
    sheet.addRow([table.title]).font = { bold: true, size: 12 };
    const header = sheet.addRow(table.columns);
    header.font = { bold: true };
    header.alignment = { wrapText: true, vertical: 'top' };
    for (const row of table.rows) {
      sheet.addRow(row.map((cell) => (typeof cell === 'string' ? excelText(cell) : cell)));
    }
  }
  sheet.addRow([]);
  sheet.addRow([definitionsTitle]).font = { bold: true, size: 12 };
  for (const { label, means } of definitions) sheet.addRow([excelText(`${label}: ${means}`)]);
  sheet.getColumn(1).width = 44;
  for (let column = 2; column <= 15; column++) sheet.getColumn(column).width = 14;
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
