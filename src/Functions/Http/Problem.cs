using System.Text.Json.Nodes;
using CoachingWorkflow.Functions.Engagements;
using Microsoft.AspNetCore.Http;

namespace CoachingWorkflow.Functions.Http;

/// <summary>A refusal as RFC 9457 has it: a stable type, a title, a status, and what the caller can do.</summary>
/// <param name="Status">The HTTP status code.</param>
/// <param name="Code">The last part of the stable type.</param>
/// <param name="Title">What kind of problem it is, always the same for one type.</param>
/// <param name="Detail">What was wrong here and what to do. Never holds what the caller sent.</param>
internal sealed record Problem(int Status, string Code, string Title, string Detail)
{
    /// <summary>What every type begins with.</summary>
    public const string TypePrefix = "urn:coachingworkflow:problem:";

    /// <summary>For 422: what is wrong with which value, by JSON path.</summary>
    public IReadOnlyDictionary<string, string>? Errors { get; init; }

    /// <summary>For 409: the step in which the engagement is.</summary>
    public StepView? Step { get; init; }

    /// <summary>For too few answers: what is missing in each group.</summary>
    public IReadOnlyList<MissingAnswers>? Groups { get; init; }

    /// <summary>For what was changed elsewhere: when.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>For what was changed elsewhere: the engagement as the firm may read it now (<see cref="FirmView"/>).</summary>
    public JsonNode? Engagement { get; init; }

    /// <summary>For 429 and 503: how many seconds to wait.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The stable type.</summary>
    public string Type => TypePrefix + Code;

    /// <summary>No firm's key, or a wrong one.</summary>
    public static Problem Unauthorized { get; } = new(
        StatusCodes.Status401Unauthorized, "unauthorized", "The firm's key is missing or wrong",
        "Send the header 'Authorization: Bearer <firm key>' with a key that is configured here.");

    /// <summary>The caller is not the event subscription that was set up.</summary>
    public static Problem WrongReportKey { get; } = new(
        StatusCodes.Status401Unauthorized, "unauthorized", "The key of delivery reports is missing or wrong",
        "Deliver with the header 'X-Delivery-Reports-Key' and the key that is configured here.");

    /// <summary>There is no such thing, or it is another firm's.</summary>
    public static Problem NotFound { get; } = new(
        StatusCodes.Status404NotFound, "not-found", "Not found",
        "There is nothing at this address. Check the ids in it; they are lower-case.");

    /// <summary>No function serves the address.</summary>
    public static Problem NothingHere { get; } = new(
        StatusCodes.Status404NotFound, "not-found", "Not found", "There is nothing at this address.");

    /// <summary>A function failed.</summary>
    public static Problem Internal { get; } = new(
        StatusCodes.Status500InternalServerError, "internal", "Internal error", "Something went wrong here. The log has the details.");

    /// <summary>The body is too large.</summary>
    public static Problem TooLarge { get; } = new(
        StatusCodes.Status413PayloadTooLarge, "too-large", "The request is too large",
        "A body is at most 1 MB, a text at most 20,000 characters.");

    /// <summary>The body is not JSON by its header.</summary>
    public static Problem NotJsonType { get; } = new(
        StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "The body is not JSON",
        "Send the header 'Content-Type: application/json'.");

    /// <summary>The body is packed.</summary>
    public static Problem Encoded { get; } = NotJsonType with { Detail = "Send the body as it is, without the header Content-Encoding." };

    /// <summary>The body is not JSON.</summary>
    public static Problem Malformed { get; } = new(
        StatusCodes.Status400BadRequest, "malformed-json", "The body is not valid JSON",
        "Send one JSON object: UTF-8, no comments, no member twice, at most 16 levels deep.");

    /// <summary>The idempotency key was used for another request.</summary>
    public static Problem KeyReused { get; } = Values(
        "Idempotency-Key", "was used before with another request; use a new key for a new request");

    /// <summary>The firm has started as many engagements within an hour as it may.</summary>
    /// <param name="wait">Until the next.</param>
    public static Problem TooManyStarts(TimeSpan wait) => new(
        StatusCodes.Status429TooManyRequests, "too-many-starts", "Too many engagements were started within an hour",
        "Nothing was started. Send the request again once the seconds of Retry-After have passed, or have Firms:{n}:StartsPerHour raised.")
    { RetryAfter = (int)Math.Ceiling(wait.TotalSeconds) };

    /// <summary>Others kept changing the engagement.</summary>
    public static Problem Contended { get; } = new(
        StatusCodes.Status503ServiceUnavailable, "contended", "The engagement is busy",
        "Others kept changing this engagement. Nothing was recorded; send the request again.")
    { RetryAfter = 1 };

    /// <summary>A delivery report came before the mail was recorded as sent.</summary>
    public static Problem ReportTooEarly { get; } = new(
        StatusCodes.Status503ServiceUnavailable, "report-too-early", "A report cannot be recorded yet",
        "What could be recorded is recorded. Deliver the whole batch again.")
    { RetryAfter = 30 };

    /// <summary>The storage cannot be reached.</summary>
    public static Problem StorageUnavailable { get; } = new(
        StatusCodes.Status503ServiceUnavailable, "storage-unavailable", "The storage is not available",
        "Send the request again, with the same Idempotency-Key if it had one.")
    { RetryAfter = 5 };

    /// <summary>What is stored of the engagement is not what was written.</summary>
    public static Problem EngagementDamaged { get; } = new(
        StatusCodes.Status503ServiceUnavailable, "engagement-damaged", "The engagement cannot be read",
        "What is stored of this engagement is damaged. Nothing was recorded; the operator has been called and will restore it.")
    { RetryAfter = 3_600 };

    /// <summary>The engagement has as many facts as it may have.</summary>
    public static Problem JournalFull { get; } = new(
        StatusCodes.Status409Conflict, "journal-full", "The engagement takes no more changes",
        "This engagement has as many facts as it may have. It can still be cancelled, and people's addresses corrected. "
        + "Start a new one to go on.");

    /// <summary>The address is served, by other methods.</summary>
    /// <param name="method">The request's method.</param>
    public static Problem WrongMethod(string method) => new(
        StatusCodes.Status405MethodNotAllowed, "method-not-allowed", "Method not allowed",
        $"This address does not serve {method}; the Allow header names what it serves.");

    /// <summary>One value is not as it should be.</summary>
    /// <param name="path">JSON path of the value, or the name of a header or query parameter.</param>
    /// <param name="error">What it should be.</param>
    public static Problem Values(string path, string error) =>
        Values(new Dictionary<string, string>(StringComparer.Ordinal) { [path] = error });

    /// <summary>Some values are not as they should be.</summary>
    /// <param name="errors">What they should be, by JSON path.</param>
    public static Problem Values(IReadOnlyDictionary<string, string> errors) => new(
        StatusCodes.Status422UnprocessableEntity, "invalid-values", "Some values are not valid",
        errors.Count < Validation.MostErrors
            ? "Correct the values that 'errors' names, by JSON path, and send the request again."
            : "Correct the values that 'errors' names, by JSON path, and send the request again. There may be more: only some are named.")
    { Errors = errors };

    /// <summary>A rule of the domain stands against a command.</summary>
    /// <param name="refusal">The rule.</param>
    /// <param name="engagement">The engagement as it is.</param>
    public static Problem Of(Refusal refusal, Engagement engagement) => refusal switch
    {
        NotThere => NotFound with { Detail = refusal.Detail },
        BadValue bad =>
            Values(bad.Mistakes.ToDictionary(mistake => JsonPath.Of(mistake.Member), mistake => mistake.Text, StringComparer.Ordinal)),
        _ => new Problem(StatusCodes.Status409Conflict, refusal.Code, "The engagement does not allow this now", refusal.Detail)
        {
            Step = new StepView((int)engagement.Cycle.Step, StepNames.Of(engagement.Cycle.Step), engagement.Cycle.StepSince),
            Groups = (refusal as TooFewAnswers)?.Groups,
            ChangedAt = (refusal as ChangedElsewhere)?.Present.At,
        },
    };

    /// <summary>What a command came to instead of being done.</summary>
    /// <param name="outcome">Anything but <see cref="CommandOutcome.Done"/>.</param>
    public static Problem Of(CommandOutcome outcome) => outcome switch
    {
        CommandOutcome.Refused refused => Of(refused.Refusal, refused.Engagement),
        CommandOutcome.KeyReused => KeyReused,
        CommandOutcome.Contended => Contended,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome.GetType().Name, "The command was done."),
    };
}

/// <summary>Ends the handling of a request with a problem.</summary>
/// <param name="problem">What is answered.</param>
internal sealed class ProblemException(Problem problem) : Exception(problem.Title)
{
    /// <summary>What is answered.</summary>
    public Problem Problem { get; } = problem;
}
