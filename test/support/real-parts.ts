import { execFileSync } from 'node:child_process';

export type RealPart =
  | 'soffice'
  | 'qpdf'
  | 'pdftoppm'
  | 'chromium'
  | 'gcloud'
  | 'setpriv'
  | 'npm'
  | 'setfacl'
  | 'setfattr';

/**
 * The path of a real program some tests need, or null where it is not installed and the tests that need it are skipped.
 * With CONCORDAT_REQUIRE_REAL=1, as in CI, a missing part is an error: nothing is skipped there.
 */
export function realPart(name: RealPart): string | null {
  try {
    return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
  } catch {
    if (process.env['CONCORDAT_REQUIRE_REAL'] === '1') throw new Error(`${name} is required here and is not installed`);
    console.warn(`skipped: ${name} is not installed, so the tests that need it do not run`);
    return null;
  }
}
