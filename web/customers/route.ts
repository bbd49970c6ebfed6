import { Hono } from 'hono';
import type { Web } from '../context.ts';
import { customerEdit } from './edit.ts';
import { customerFind } from './find.ts';
import { customerList } from './list.ts';
import { customerNew } from './new.ts';
import { customerRemove } from './remove.ts';

/** `/pengguna`: Data Pengguna Layanan (specification.md 3). */
export const customerRoutes = new Hono<Web>();

for (const part of [customerList, customerFind, customerNew, customerRemove, customerEdit])
  customerRoutes.route('/pengguna', part);
