import { AdvisedError, type EdgeCode } from './edges/ports.ts';

/** What a log says of it, and what callers tell apart. */
type RefusalCode = Extract<
  EdgeCode,
  | 'not-allowed'
  | 'not-a-workbook'
  | 'unreadable'
  | 'store-damaged'
  | 'history-lost'
  | 'newer'
  | 'changed-meanwhile'
  | 'busy'
>;

/** We will not do what was asked, though the world outside would let us; `advice` says why, and what to do. */
export class Refusal extends AdvisedError {
  constructor(advice: string, options: { code?: RefusalCode; cause?: unknown; retryable?: boolean } = {}) {
    super('Refusal', options.code ?? 'not-allowed', advice, options);
  }
}
