/** Why nothing can be kept, in a sentence for people. */
export function writeProblem(code: string | undefined): string {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'The disk is full: what you see from now on is not kept for offline use.';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'The folder of the cache cannot be written: what you see from now on is not kept for offline use.';
    default:
      return 'The cache could not be written: what you see from now on is not kept for offline use.';
  }
}
