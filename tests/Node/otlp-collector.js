// A telemetry collector for tests: takes traces, metrics and logs by OTLP over HTTP (protobuf), decodes them with OpenTelemetry's own
// JavaScript and appends each export as a line of JSON to <folder>/traces.jsonl, metrics.jsonl and logs.jsonl.
//
//   node otlp-collector.js <folder>
//
// prints its address once it listens; ends at SIGTERM.
'use strict';

const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const zlib = require('node:zlib');
const { opentelemetry } = require('@opentelemetry/otlp-transformer/build/src/generated/root');

const collector = opentelemetry.proto.collector;
const kinds = {
  '/v1/traces': ['traces', collector.trace.v1.ExportTraceServiceRequest],
  '/v1/metrics': ['metrics', collector.metrics.v1.ExportMetricsServiceRequest],
  '/v1/logs': ['logs', collector.logs.v1.ExportLogsServiceRequest],
};
const folder = process.argv[2];

const server = http.createServer(async (request, response) => {
  const kind = kinds[request.url];
  if (!kind) {
    response.writeHead(404).end();
    return;
  }

  const parts = [];
  for await (const part of request) parts.push(part);
  const body = Buffer.concat(parts);
  const [name, type] = kind;
  const message = type.decode(request.headers['content-encoding'] === 'gzip' ? zlib.gunzipSync(body) : body);
  fs.appendFileSync(path.join(folder, `${name}.jsonl`), JSON.stringify(type.toObject(message, { longs: String, enums: String, bytes: String })) + '\n');
  response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
});

server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
process.on('SIGTERM', () => server.close(() => process.exit(0)));
