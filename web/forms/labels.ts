/** Labels of typed fields, for pages that show them outside their form. */
export const labels: Record<string, string> = {
  subjek: 'Subjek',
  pertanyaan: 'Pertanyaan',
  jawaban: 'Jawaban',
  catatan: 'Catatan',
  balasan: 'Balasan',
  username: 'User',
  nama: 'Nama',
  email: 'E-mail',
  password: 'Password',
  passwordCso: 'Masukkan Password CSO',
};
