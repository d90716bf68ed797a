namespace CoachingWorkflow.Functions.Storage;

/// <summary>How long a journal may be, on every storage: far below what a service allows, so that no service's limit is ever met.</summary>
public static class JournalLimits
{
    /// <summary>The most facts that one engagement has; the next one is refused.</summary>
    public const int MostFacts = 4_999;

    /// <summary>Checks an append before anything of it is written.</summary>
    /// <param name="append">What is to be written.</param>
    /// <exception cref="ArgumentException">The entries do not follow on the expected length: a programming error.</exception>
    /// <exception cref="JournalFullException">The engagement would have too many facts.</exception>
    internal static void Check(JournalAppend append)
    {
        for (var index = 0; index < append.Entries.Count; index++)
        {
            if (append.Entries[index].Number != append.ExpectedLength + index + 1)
                throw new ArgumentException("Entries are numbered from the expected length on, without gaps.", nameof(append));
        }

        if (append.ExpectedLength + append.Entries.Count > MostFacts)
            throw new JournalFullException(append.Summary.Id);
    }
}

/// <summary>An engagement has as many facts as it may have.</summary>
/// <param name="engagement">The engagement's id.</param>
public sealed class JournalFullException(string engagement)
    : Exception($"The journal of engagement {engagement} has {JournalLimits.MostFacts} facts; no more are taken.");
