import type { GoogleRefusal } from './google-refusal.ts';
import type { Call } from './routes.ts';

/** A request, before it is handled, with the id of the method it calls. */
export type Incoming = Call & { readonly id: string };

/**
 * What goes wrong. `cut-before` closes the connection before anything was done, `cut-after` when it was done and not yet answered,
 * `half-answer` in the middle of the answer; `hang` does nothing and never answers; `forgets` does it and never answers.
 */
export type Fault = GoogleRefusal | 'cut-before' | 'cut-after' | 'half-answer' | 'hang' | 'forgets';

interface Order {
  readonly matches: (request: Incoming) => boolean;
  readonly happens: Fault | (() => void);
  /** Matching requests yet to let pass, then those yet to spoil. */
  passing: number;
  spoiling: number;
}

export type Faults = ReturnType<typeof openFaults>;

/** What a test has ordered to go wrong. */
export function openFaults() {
  const orders: Order[] = [];
  return {
    /**
     * Orders a fault for the `nth` matching request (1 is the next) and the `times - 1` after it. `on` is a method's id, such as
     * `drive.files.list`, or a question about the request. A function runs just before the request is handled: what people do
     * between two requests of ours.
     */
    order(
      on: string | ((request: Incoming) => boolean),
      happens: Fault | (() => void),
      { nth = 1, times = 1 }: { readonly nth?: number; readonly times?: number } = {},
    ): void {
      const matches = typeof on === 'string' ? (request: Incoming) => request.id === on : on;
      orders.push({ matches, happens, passing: nth - 1, spoiling: times });
    },

    /** Orders that did not come to pass. */
    outstanding: () => orders.filter(({ spoiling }) => spoiling > 0).length,

    /** The fault that this request meets, after what people do first. */
    meet(request: Incoming): Fault | null {
      let met: Fault | null = null;
      for (const order of orders.filter(({ spoiling, matches }) => spoiling > 0 && matches(request))) {
        if (order.passing > 0) {
          order.passing -= 1;
        } else if (typeof order.happens === 'function') {
          order.spoiling -= 1;
          order.happens();
        } else if (met === null) {
          order.spoiling -= 1;
          met = order.happens;
        }
      }
      return met;
    },
  };
}
