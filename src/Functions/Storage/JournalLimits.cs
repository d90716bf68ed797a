namespace CoachingWorkflow.Functions.Storage;

/// <summary>
/// Holds appends to <see cref="JournalRoom"/>, on every storage: far below what a service allows, so that no service's limit is ever met.
/// </summary>
internal static class JournalLimits
{
    /// <summary>Checks an append before anything of it is written.</summary>
    /// <param name="append">What is to be written.</param>
    /// <param name="room">Up to how many facts the journal takes it.</param>
    /// <exception cref="ArgumentException">The entries do not follow on the expected length: a programming error.</exception>
    /// <exception cref="JournalFullException">The engagement would have too many facts.</exception>
    internal static void Check(JournalAppend append, int room = JournalRoom.All)
    {
        for (var index = 0; index < append.Entries.Count; index++)
        {
            if (append.Entries[index].Number != append.ExpectedLength + index + 1)
                throw new ArgumentException("Entries are numbered from the expected length on, without gaps.", nameof(append));
        }

        if (append.ExpectedLength + append.Entries.Count > room)
            throw new JournalFullException(append.Summary.Id);
    }
}

/// <summary>An engagement has as many facts as it may have, for what was asked of it.</summary>
/// <param name="engagement">The engagement's id.</param>
internal sealed class JournalFullException(string engagement)
    : Exception($"The journal of engagement {engagement} is full; what was asked of it is not taken any more.");
