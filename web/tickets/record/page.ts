import type { FieldErrors } from '../../forms/types.ts';
import { isKuasaBun } from '../../../domain/roles.ts';
import { destinationsFor } from '../../../domain/routing.ts';
import {
  askerTypeLabels,
  askerTypes,
  destinationLabels,
  methodLabels,
  methods,
} from '../../../domain/values.ts';
import { serviceLabels, services } from '../../../domain/values.ts';
import type { AskerType } from '../../../domain/values.ts';
import { keptFiles } from '../../forms/attached.ts';
import type { Fields, WebContext } from '../../context.ts';
import { customerOptions } from '../../customers/picker.ts';
import { cleanText, typedAgain } from '../../forms/forms.ts';
import { kppnPicker } from './kppn-picker.ts';
import { officerOptions } from '../officers.ts';
import { optionsOf } from '../../forms/options.ts';
import type { KuasaBunRecordPage, RecordPage } from '../types.ts';
import { askerTypeOf } from './read.ts';

/** The form of Rekam Tiket for this account, with what was typed. */
export async function recordPageOf(
  c: WebContext,
  fields: Fields,
  errors: FieldErrors,
  message: string | null,
): Promise<RecordPage> {
  const account = c.get('account');
  const cari = cleanText(c.req.query('cari') ?? fields['cari'] ?? '').slice(0, 200);
  const type = isKuasaBun(account) ? askerTypeOf(fields['jenis']) : null;
  return {
    permintaan: fields['permintaan'] ?? '',
    customers: await customerOptions(c.get('services').prisma, account, {
      cari,
      type,
      chosen: fields['penanya'],
    }),
    services: optionsOf(services, serviceLabels),
    kuasaBun: type && (await kuasaBunPart(c, type, fields)),
    cari,
    typed: typedAgain(fields),
    files: await keptFiles(c, fields),
    errors,
    message,
  };
}

async function kuasaBunPart(c: WebContext, type: AskerType, fields: Fields): Promise<KuasaBunRecordPage> {
  const account = c.get('account');
  const { prisma } = c.get('services');
  const [officers, kppn] = await Promise.all([
    officerOptions(prisma, account.unitId),
    kppnPicker(c, type, fields),
  ]);
  return {
    type,
    types: optionsOf(askerTypes, askerTypeLabels),
    methods: optionsOf(methods, methodLabels).filter(({ value }) => value !== 'OMSPAN_SATKER'),
    destinations: optionsOf(destinationsFor(type), destinationLabels),
    officers: type === 'KPPN' ? [] : officers,
    kppn,
    ownKanwil: account.unitType === 'KANWIL',
  };
}
