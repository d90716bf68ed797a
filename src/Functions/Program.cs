using CoachingWorkflow.Functions.Composition;
using CoachingWorkflow.Functions.Hosts;
using EmbeddedHost.Hosting;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

if (WorkerProcess.IsThisOne(args))
{
    var builder = FunctionsApplication.CreateBuilder(args).AddAzure();
    builder.Services.AddCoachingWorkflow();
    await builder.Build().RunAsync();
}
else
{
    var builder = EmbeddedHostBuilder.Create(args).AddEmbedded();
    builder.Services.AddCoachingWorkflow();
    await builder.Build().RunAsync();
}
