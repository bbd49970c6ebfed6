/** The demo's tickets: who asks what, how old the question is, and how far it got. */
import type { Destination, Method, Service, SlaState } from '../../domain/values.ts';

/** What happens to a ticket after its recording, in order. */
export type Step = { answer: string } | { escalate: string } | { reply: string } | { complete: true };

export interface DemoTicket {
  /** Username of the recording account. */
  by: string;
  asker: string;
  to: Service | Destination;
  method?: Method;
  subject: string;
  question: string;
  /** How much of its time it has used by now; or, as a number, its age in days. */
  age: SlaState | number;
  /** The answer on the spot, for SELESAI. */
  answer?: string;
  steps?: Step[];
}

const escalated: Step = { escalate: 'Mohon bantuan HAI-DJPBN, kendala ini berulang.' };
const replied: Step = {
  reply:
    'Terima kasih telah menggunakan layanan HAI-DJPBN.\n\nKendala sudah diperbaiki, silakan dicoba kembali.',
};

const satker1 = { by: 'satker-527010', asker: 'penanya@satker-527010.example.id' };
const satker1b = { by: 'satker-527010', asker: 'bendahara@satker-527010.example.id' };
const satker2 = { by: 'satker-527020', asker: 'penanya@satker-527020.example.id' };
const kppnAsSatker = { by: 'satker-527844', asker: 'penanya@satker-527844.example.id' };
const papua = { by: 'satker-690010', asker: 'penanya@satker-690010.example.id' };
const kppn = { by: 'kppn-008', asker: 'penanya@kppn-008.example.id' };
const counter = { by: 'kppn-008', method: 'TATAP_MUKA' as const };

export const demoTickets: DemoTicket[] = [
  {
    ...satker1,
    to: 'PERBENDAHARAAN',
    age: 0,
    subject: 'SPM belum terbit SP2D',
    question: 'SPM tanggal kemarin masih berstatus proses validasi. Mohon informasinya.',
  },
  {
    ...satker1,
    to: 'PERBENDAHARAAN',
    age: 1,
    subject: 'Rekonsiliasi e-Rekon gagal unggah',
    question: 'Unggah ADK rekonsiliasi gagal dengan pesan berkas tidak dikenal.',
  },
  {
    ...satker1b,
    to: 'PERBENDAHARAAN',
    age: 'DUE_SOON',
    subject: 'Retur SP2D rekening pasif',
    question: 'Bagaimana tata cara ralat rekening atas retur SP2D karena rekening pasif?',
  },
  {
    ...satker2,
    to: 'PERBENDAHARAAN',
    age: 'OVERDUE',
    subject: 'Pendaftaran supplier tipe 2',
    question: 'Pendaftaran supplier tipe 2 selalu ditolak dengan alasan NPWP tidak valid.',
  },
  {
    ...satker2,
    to: 'PERBENDAHARAAN',
    age: 12,
    subject: 'Penyesuaian pagu minus',
    question: 'Terdapat pagu minus belanja pegawai, apa langkah penyelesaiannya?',
  },
  {
    ...kppnAsSatker,
    to: 'PERBENDAHARAAN',
    age: 2,
    subject: 'Perubahan pejabat perbendaharaan',
    question: 'Dokumen apa yang disampaikan saat ada pergantian KPA?',
  },
  {
    ...papua,
    to: 'PERBENDAHARAAN',
    age: 'DUE_SOON',
    subject: 'Jaringan SAKTI terputus',
    question: 'SAKTI terputus saat mencetak SPM sejak pagi WIT.',
  },
  {
    ...papua,
    to: 'PERBENDAHARAAN',
    age: 1,
    subject: 'Pengisian kontrak tahun jamak',
    question: 'Bagaimana mengisi nilai kontrak tahun jamak pada karwas?',
  },
  {
    ...satker1,
    to: 'REVISI_DIPA',
    age: 1,
    subject: 'Revisi halaman III DIPA',
    question: 'Batas pengajuan revisi halaman III triwulan ini kapan?',
  },
  {
    ...satker2,
    to: 'REVISI_DIPA',
    age: 'OVERDUE',
    subject: 'Pergeseran antar output',
    question: 'Apakah pergeseran antar output dalam satu kegiatan menjadi kewenangan Kanwil?',
  },
  {
    ...satker1,
    to: 'MPN_G2',
    age: 2,
    subject: 'NTPN tidak ditemukan',
    question: 'Setoran sudah terdebet, NTPN tidak muncul pada konfirmasi setoran.',
  },
  {
    ...papua,
    to: 'MPN_G2',
    age: 'OVERDUE',
    subject: 'Salah kode akun setoran',
    question: 'Bagaimana koreksi setoran dengan kode akun yang salah?',
  },
  {
    ...satker2,
    to: 'PINJAMAN_HIBAH',
    age: 1,
    subject: 'Pengesahan hibah langsung',
    question: 'Syarat pengesahan hibah langsung bentuk uang dalam valuta asing?',
  },
  {
    ...satker1,
    to: 'PERBENDAHARAAN',
    age: 2,
    subject: 'Galat saat cetak Karwas',
    question: 'Karwas kosong ketika dicetak untuk dua kontrak.',
    steps: [escalated],
  },
  {
    ...satker2,
    to: 'PERBENDAHARAAN',
    age: 'DUE_SOON',
    subject: 'Interkoneksi SPAN tertunda',
    question: 'Data SPM tidak masuk ke SPAN sejak kemarin.',
    steps: [escalated],
  },
  {
    ...papua,
    to: 'PERBENDAHARAAN',
    age: 'OVERDUE',
    subject: 'OM SPAN tidak menampilkan realisasi',
    question: 'Realisasi belanja tidak tampil pada OM SPAN.',
    steps: [escalated],
  },
  {
    ...satker1,
    to: 'PERBENDAHARAAN',
    age: 2,
    subject: 'Reset user SAKTI',
    question: 'User bendahara terkunci dan tidak menerima surel reset.',
    steps: [escalated, replied],
  },
  {
    ...satker1b,
    to: 'MPN_G2',
    age: 3,
    subject: 'Billing kedaluwarsa',
    question: 'Kode billing kedaluwarsa sebelum dibayar, bolehkah dibuat ulang?',
    steps: [escalated, replied],
  },
  {
    ...kppnAsSatker,
    to: 'PERBENDAHARAAN',
    age: 2,
    subject: 'ADK gaji induk ditolak',
    question: 'ADK gaji induk ditolak sistem.',
    steps: [escalated, replied, { complete: true }],
  },
  {
    ...satker2,
    to: 'PERBENDAHARAAN',
    age: 'OVERDUE',
    subject: 'Selisih saldo kas bendahara',
    question: 'LPJ bendahara selisih dengan rekening koran.',
    steps: [escalated, replied, { complete: true }],
  },
  {
    ...satker1,
    to: 'PERBENDAHARAAN',
    age: 1,
    subject: 'Jadwal penyampaian SPM akhir tahun',
    question: 'Kapan batas akhir penyampaian SPM-LS?',
    steps: [
      {
        answer:
          'Jadwal mengikuti ketentuan langkah-langkah akhir tahun anggaran. Suratnya sudah kami kirimkan ke satker.',
      },
    ],
  },
  {
    ...satker2,
    to: 'REVISI_DIPA',
    age: 2,
    subject: 'Ralat POK',
    question: 'Apakah ralat POK perlu pengesahan Kanwil?',
    steps: [{ answer: 'Revisi POK menjadi kewenangan KPA sepanjang tidak mengubah DIPA.' }],
  },
  {
    ...papua,
    to: 'PERBENDAHARAAN',
    age: 'OVERDUE',
    subject: 'Potongan SPM gaji',
    question: 'Akun potongan BPJS pada SPM gaji tidak sesuai.',
    steps: [{ answer: 'Silakan gunakan akun sesuai lampiran peraturan. Terlambat kami jawab, mohon maaf.' }],
  },
  {
    ...satker1,
    to: 'PINJAMAN_HIBAH',
    age: 3,
    subject: 'Nomor register hibah',
    question: 'Bagaimana meminta nomor register hibah?',
    steps: [{ answer: 'Permohonan disampaikan melalui aplikasi dengan melampirkan naskah perjanjian.' }],
  },
  {
    ...kppn,
    to: 'HAI',
    age: 1,
    subject: 'Penolakan pembayaran di SPAN',
    question: 'Invoice tertahan pada status needs revalidation.',
  },
  {
    ...kppn,
    to: 'HAI',
    age: 'OVERDUE',
    subject: 'Cetak ulang daftar SP2D',
    question: 'Daftar SP2D tidak dapat dicetak ulang.',
    steps: [replied],
  },
  {
    ...counter,
    asker: 'layanan.mpn@bank-melayu.example.id',
    to: 'SELESAI',
    age: 30,
    subject: 'Pelimpahan penerimaan negara',
    question: 'Jam berapa batas pelimpahan penerimaan hari ini?',
    answer: 'Pelimpahan paling lambat pukul 16.30 WIB pada hari yang sama.',
  },
  {
    ...counter,
    asker: 'melati.putri@kampus.example.id',
    to: 'SELESAI',
    age: 75,
    subject: 'Data realisasi APBN untuk skripsi',
    question: 'Di mana memperoleh data realisasi APBN per provinsi?',
    answer: 'Data dapat diunduh dari laman resmi, kami bantu tunjukkan caranya.',
  },
  {
    ...counter,
    asker: 'perbendaharaan@pemda-riau.example.id',
    to: 'SELESAI',
    age: 400,
    method: 'TELEPON',
    subject: 'Penyaluran DAK fisik',
    question: 'Dokumen apa yang kurang untuk penyaluran tahap berikutnya?',
    answer: 'Laporan realisasi tahap sebelumnya belum diunggah. Setelah diunggah, penyaluran diproses.',
  },
  {
    ...counter,
    asker: 'penanya@satker-527010.example.id',
    to: 'KPPN',
    age: 1,
    subject: 'Konfirmasi setoran sisa UP',
    question: 'Setoran sisa UP tahun lalu belum terkonfirmasi.',
  },
  {
    ...counter,
    asker: 'keuangan@cv-karya-lancang.example.id',
    to: 'HAI',
    age: 2,
    method: 'EMAIL',
    subject: 'Pembayaran kontrak tertunda',
    question: 'Mengapa pembayaran termin kedua belum masuk?',
  },
];
