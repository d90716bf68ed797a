namespace CoachingWorkflow.Functions.Storage;

/// <summary>
/// The storage cannot be reached or does not serve us now; the caller may try again. What was being appended is there as a whole or
/// not at all. Neither the message nor an inner exception names addresses, because histories and logs keep them.
/// </summary>
/// <param name="reason">A status code, error code or type of exception.</param>
internal sealed class StorageUnavailableException(string reason) : Exception($"The storage is not available ({reason}).")
{
    /// <summary>A status code, error code or type of exception.</summary>
    public string Reason => reason;
}
