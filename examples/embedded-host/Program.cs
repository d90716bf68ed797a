using EmbeddedHost.Hosting;
using Microsoft.Extensions.Hosting;

// dotnet run --project examples/embedded-host --environment=Development
//   curl -X POST http://127.0.0.1:7071/api/orders/lamp           starts an order; the answer names it
//   curl -X POST http://127.0.0.1:7071/api/orders/lamp/payment   pays it: it is shipped
//   curl http://127.0.0.1:7071/api/orders/lamp                   says how it stands
// Unpaid after two days it is dropped. In Development they pass at once:
//   curl -X POST http://127.0.0.1:7071/dev/clock -d '{"advanceBy":"P2D"}'
await EmbeddedHostBuilder.Create(args).Build().RunAsync();
