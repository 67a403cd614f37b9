/** Why a file could not be written, in a sentence for people; undefined where it was not the disk's fault. */
export function diskProblem(code: string | undefined): string | undefined {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'The disk of this computer is full. Free some space, then try again; nothing that was kept is lost.';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'Steward may not write to its data folder. Allow it, then try again; nothing that was kept is lost.';
    default:
      return undefined;
  }
}
