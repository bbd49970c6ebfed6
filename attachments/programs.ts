/** Files that run when opened, recognised by name because Windows goes by the name alone. */

const endings = (names: string): ReadonlySet<string> => new Set(names.trim().split(/\s+/));

const programs = endings(`
  ade adp app appimage appinstaller application appref-ms appxbundle bash bat cdxml chm cmd com command cpl csh dll
  deb desktop diagcab dmg drv exe gadget hlp img inf ins iqy iso isp jar jnlp js jse jsp ksh library-ms lnk mad maf mam
  maq mar mas mav maw mda mdb mde mdt mdw mdz accdb accde msc msh msi msix msixbundle msp mst msu ocx odc one oqy osd
  pif pkg pl prf ps1 ps1xml ps2 psc1 psd1 psm1 py pyc pyw pyz rb rdp reg rpm rqy run scf scr sct search-ms
  searchconnector-ms settingcontent-ms sh shb shs slk swf sys theme udl url vb vbe vbp vbs vhd vhdx vsto vxd webloc
  website wim workflow ws wsb wsc wsf wsh xbap xll xnk apk class php`);

const macroDocuments = endings('xlsm xltm xlam xla xlm xlw docm dotm pptm potm ppam ppsm sldm');

const webPages = endings('htm html mht mhtml shtml xht xhtml svg svgz');

/** Windows drops dots and spaces at the end of a name. */
const endingOf = (name: string): string => /\.([^.\s/\\]+)[.\s]*$/.exec(name)?.[1]?.toLowerCase() ?? '';

export const isProgramName = (name: string): boolean => programs.has(endingOf(name));
export const isMacroName = (name: string): boolean => macroDocuments.has(endingOf(name));
export const isWebPageName = (name: string): boolean => webPages.has(endingOf(name));
