using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CoachingWorkflow.Functions.Observability;

/// <summary>
/// Exports traces, metrics and logs by the OpenTelemetry protocol when the standard setting says where to, from either host and without
/// the tokens of links.
/// </summary>
internal static class Telemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>
    /// Keeps addresses out of the log, and adds the export if <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set; the other <c>OTEL_…</c> settings
    /// work as OpenTelemetry says.
    /// </summary>
    /// <param name="configuration">The settings.</param>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddLogging(WithoutAddresses);
        if (string.IsNullOrEmpty(configuration[Endpoint]))
            return services;

        services.AddOpenTelemetry().Watch().WithLogging(logs => logs.AddProcessor(new RedactedLogs())).UseOtlpExporter();

        // Scopes cannot be redacted: a processor only gets to read them.
        services.PostConfigure<OpenTelemetryLoggerOptions>(options => options.IncludeScopes = false);
        return services;
    }

    /// <summary>What is traced and measured, wherever it is exported to.</summary>
    /// <param name="telemetry">Takes it.</param>
    public static OpenTelemetryBuilder Watch(this OpenTelemetryBuilder telemetry)
    {
        return telemetry
            .ConfigureResource(resource => resource.AddService(Tracing.SourceName))
            .WithTracing(traces => traces
                .AddSource(Tracing.SourceName)
                .AddAspNetCoreInstrumentation()
                .AddProcessor(new RedactedSpans()))
            .WithMetrics(metrics => metrics
                .AddMeter(CoachingMetrics.MeterName)
                .AddAspNetCoreInstrumentation());
    }

    // The web server's lines carry the addresses of requests, and with them the tokens of links. Hosting.Diagnostics opens a scope with the
    // address around every other line, whatever its level; what fails is logged by the hosts.
    private static void WithoutAddresses(ILoggingBuilder logging) => logging
        .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
        .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
}
