/** A request as the services get it. */
export interface Call {
  /** From the path, by name. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The JSON body, or the JSON part of a multipart upload. */
  readonly body: unknown;
  /** The bytes of an upload. */
  readonly media: { readonly type: string; readonly bytes: Uint8Array } | null;
}

export interface Answer {
  readonly status?: number;
  /** JSON, or the bytes of a file. */
  readonly body?: object | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
  /** As Google's description of the API names the method, such as `drive.files.list`. */
  readonly id: string;
  readonly verb: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: RegExp;
  /** What the request counts as where reads and writes have quotas of their own. */
  readonly counts?: 'read' | 'write';
  handle(call: Call): Answer;
}

/** One request and its answer, as they went over the wire. */
export interface Exchange {
  readonly id: string;
  readonly verb: string;
  /** Without the query. */
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  /** Undefined where there was none. */
  readonly body: unknown;
  readonly counts: 'read' | 'write' | null;
  readonly bytesIn: number;
  /** 0 where no answer was sent. */
  readonly status: number;
  /** Undefined where there was none, or where it was not JSON. */
  readonly answer: unknown;
  readonly bytesOut: number;
}
