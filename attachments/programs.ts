/** Files that run when opened, recognised by name because Windows goes by the name alone. */

import { macros, program } from './refused.ts';
import type { FileRefused } from './refused.ts';

const endings = (names: string): ReadonlySet<string> => new Set(names.trim().split(/\s+/));

const programs = endings(`
  a3x accdb accde action ade adp ahk apk app appcontent-ms appimage appinstaller applescript application
  appref-ms appx appxbundle asp aspx au3 bas bash bat cdxml chm class cmd com command cpl crx csh deb
  deskthemepack desktop diagcab dll dmg dqy drv exe fileloc fish gadget grp hlp hta htc img inetloc inf ins iqy
  iso isp jar jnlp js jse jsp ksh library-ms lnk mad maf mam maq mar mas mav maw mcf mda mdb mde mdt mdw mdz
  mobileconfig msc msh msh1 msh2 msi msix msixbundle msp mst msu ocx odc one ops oqy osd pcd php phtml pif pkg
  pl plg ppa prf prg printerexport ps1 ps1xml ps2 ps2xml psc1 psc2 psd1 psm1 py pyc pyo pyw pyz pyzw rb rdp reg
  rpm rqy run scf scpt scr sct search-ms searchconnector-ms settingcontent-ms sh shb shs slk swf sys term
  terminal theme themepack udl url vb vbe vbp vbs vbscript vhd vhdx vsmacros vsto vxd webloc website wim wll
  workflow ws wsb wsc wsf wsh xbap xlb xll xnk xpi zsh`);

const macroDocuments = endings('xlsm xltm xlam xla xlm xlw docm dotm pptm potm ppam ppsm sldm');

const webPages = endings('htm html mht mhtml shtml xht xhtml svg svgz');

/** Windows drops dots and spaces at the end of a name. */
const endingOf = (name: string): string => /\.([^.\s/\\]+)[.\s]*$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** Why a file of this name is refused wherever it is carried; null if its name is no reason. */
export function refusalOfName(name: string): FileRefused | null {
  if (isMacroName(name)) return macros();
  return isProgramName(name) ? program() : null;
}

export const isProgramName = (name: string): boolean => programs.has(endingOf(name));
export const isMacroName = (name: string): boolean => macroDocuments.has(endingOf(name));
export const isWebPageName = (name: string): boolean => webPages.has(endingOf(name));
