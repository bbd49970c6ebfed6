/** The web under `npm run dev`: an edited style or script is built before it starts. */
import { buildAssets } from './page/build-assets.ts';

buildAssets();
await import('./main.ts');
