import { Hono } from 'hono';
import type { Web } from '../context.ts';
import { noticeList } from './list.ts';
import { mailList } from './mail-list.ts';
import { noticeSettings } from './settings.ts';

/** Notifications, their settings, and outgoing mail. */
export const noticeRoutes = new Hono<Web>();

noticeRoutes.route('/pemberitahuan', noticeList);
noticeRoutes.route('/pengaturan-notifikasi', noticeSettings);
noticeRoutes.route('/surat-keluar', mailList);
