using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CoachingWorkflow.Functions.Watching;

/// <summary>Exports traces, metrics and logs by the OpenTelemetry protocol when the standard setting says where to.</summary>
public static class Telemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Adds the export if <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set; the other <c>OTEL_…</c> settings work as OpenTelemetry says.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The settings.</param>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (!string.IsNullOrEmpty(configuration[Endpoint]))
            services.AddOpenTelemetry().Watch().WithLogging().UseOtlpExporter();
        return services;
    }

    /// <summary>What is traced and measured, wherever it is exported to.</summary>
    /// <param name="telemetry">Takes it.</param>
    public static OpenTelemetryBuilder Watch(this OpenTelemetryBuilder telemetry)
    {
        ArgumentNullException.ThrowIfNull(telemetry);
        return telemetry
            .ConfigureResource(resource => resource.AddService(Tracing.SourceName))
            .WithTracing(traces => traces
                .AddSource(Tracing.SourceName)
                .AddAspNetCoreInstrumentation()
                .AddProcessor(new WithoutLinkTokens()))
            .WithMetrics(metrics => metrics
                .AddMeter(CoachingMetrics.MeterName)
                .AddAspNetCoreInstrumentation());
    }
}
