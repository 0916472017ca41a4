import type pg from "pg";

const JSON_TYPES = new Set([114, 3802]);

type ParameterDescription = { dataTypeIDs: number[] };

/** The part of pg's connection that its types leave out. */
type Wire = {
  parse(query: { text: string; name: string; types: number[] }, more?: boolean): void;
  describe(message: { type: "S"; name: string }, more?: boolean): void;
  sync(): void;
  once(event: "parameterDescription", listener: (message: ParameterDescription) => void): void;
  off(event: "parameterDescription", listener: (message: ParameterDescription) => void): void;
};

/**
 * pg writes every JavaScript array as a PostgreSQL array, also where the column is JSON; PGlite asks the
 * server for the type first. So do we, but only where there is an array to doubt about.
 */
export async function typedParameters(
  client: pg.PoolClient,
  sql: string,
  parameters: readonly unknown[],
): Promise<unknown[]> {
  if (!parameters.some(Array.isArray)) return [...parameters];
  const types = await describeParameters(client, sql);
  return parameters.map((value, index) =>
    Array.isArray(value) && JSON_TYPES.has(types[index] ?? 0) ? JSON.stringify(value) : value,
  );
}

function describeParameters(client: pg.PoolClient, sql: string): Promise<number[]> {
  return new Promise((resolve, reject) => {
    let types: number[] = [];
    const onDescription = (message: ParameterDescription) => {
      types = message.dataTypeIDs;
    };
    const request = {
      submit(wire: Wire) {
        wire.once("parameterDescription", onDescription);
        wire.parse({ text: sql, name: "", types: [] });
        wire.describe({ type: "S", name: "" });
        wire.sync();
        request.finish = () => wire.off("parameterDescription", onDescription);
      },
      finish() {},
      handleRowDescription() {},
      handleError(error: Error) {
        request.finish();
        reject(error);
      },
      handleReadyForQuery() {
        request.finish();
        resolve(types);
      },
    };
    // A Submittable of pg: its published type knows only one that came from its own Query class.
    client.query(request as unknown as pg.Submittable);
  });
}
