using System.Runtime.CompilerServices;
using Azure;
using Azure.Identity;

namespace CoachingWorkflow.Functions.Storage.Blob;

/// <summary>Calls the service; when it is out of reach, overloaded or refuses our identity, that is one typed exception.</summary>
internal static class StorageCalls
{
    /// <summary>The most items that the service lists with one call.</summary>
    public const int LargestPage = 5_000;

    /// <summary>Awaits a call.</summary>
    /// <param name="call">The call, already retried by the client.</param>
    /// <param name="cancellation">What the call was given, to tell giving up from a timeout.</param>
    /// <exception cref="StorageUnavailableException">The service did not serve us.</exception>
    public static async Task<T> RunAsync<T>(Func<Task<T>> call, CancellationToken cancellation)
    {
        try
        {
            return await call();
        }
        catch (Exception failure) when (ReasonOf(failure, cancellation) is { } reason)
        {
            throw new StorageUnavailableException(reason);
        }
    }

    /// <summary>As <see cref="RunAsync{T}"/>, for a listing, which calls the service page by page.</summary>
    /// <param name="listing">The listing's pages.</param>
    public static async IAsyncEnumerable<T> ListAsync<T>(
        IAsyncEnumerable<Azure.Page<T>> listing, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var pages = listing.GetAsyncEnumerator(cancellation);
        while (await RunAsync(async () => await pages.MoveNextAsync(), cancellation))
        {
            foreach (var item in pages.Current.Values)
                yield return item;
        }
    }

    /// <summary>Whether there is no such blob.</summary>
    /// <param name="failure">What the service answered.</param>
    public static bool IsMissing(RequestFailedException failure) => failure.Status == 404 && !IsAboutContainer(failure);

    // 401 and 403 are about our identity or its roles, 404 of the whole container about the deployment: none says anything about an
    // engagement, and all are mended by an operator while callers try again.
    private static string? ReasonOf(Exception failure, CancellationToken cancellation) => failure switch
    {
        RequestFailedException { Status: 401 or 403 or 408 or 429 or >= 500 or 0 } refused => Reason(refused),
        RequestFailedException refused when IsAboutContainer(refused) => Reason(refused),
        AuthenticationFailedException => nameof(AuthenticationFailedException),
        AggregateException { InnerExceptions: [.., var last] } => ReasonOf(last, cancellation),
        HttpRequestException or IOException or TimeoutException => failure.GetType().Name,
        OperationCanceledException when !cancellation.IsCancellationRequested => "timeout",
        _ => null,
    };

    private static bool IsAboutContainer(RequestFailedException failure) =>
        failure.ErrorCode is "ContainerNotFound" or "ContainerBeingDeleted" or "ContainerDisabled";

    private static string Reason(RequestFailedException refused) =>
        refused.Status == 0
            ? "no answer" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{refused.Status} {refused.ErrorCode}");
}
