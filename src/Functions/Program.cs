using CoachingWorkflow.Functions.Composition;
using CoachingWorkflow.Functions.Hosts;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddCoachingWorkflow();
builder.AddHost();
await builder.Build().RunAsync();
