using System.Diagnostics.CodeAnalysis;

namespace CoachingWorkflow.Functions.Keys;

/// <summary>A configured key: an id that is told and a secret that is not.</summary>
internal sealed class SigningKey
{
    /// <summary>The longest <see cref="Id"/>.</summary>
    public const int LongestId = 8;

    /// <summary>The shortest secret, in bytes: that of an HMAC-SHA-256.</summary>
    public const int ShortestSecret = 32;

    /// <summary>Names the key: 1 to 8 ASCII letters or digits.</summary>
    public string Id { get; set; } = "";

    /// <summary>The secret, in base64; 32 bytes or more from a random source.</summary>
    public string Secret { get; set; } = "";

    /// <summary>The secret's bytes, once the options were validated.</summary>
    public byte[] SecretBytes => TryReadSecret(out var bytes) ? bytes : throw new InvalidOperationException("A key's secret is not valid.");

    /// <summary>What is wrong with the keys of a section, in words that name the setting and repeat no secret.</summary>
    /// <param name="section">The section, for example <c>Links:Keys</c>.</param>
    /// <param name="keys">The keys: the first signs, all verify.</param>
    public static IEnumerable<string> Mistakes(string section, IList<SigningKey> keys)
    {
        if (keys.Count == 0)
            yield return $"{section} needs at least one key: {section}:0:Id and {section}:0:Secret (32 random bytes in base64).";

        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < keys.Count; index++)
        {
            var key = keys[index];
            if (key.Id.Length is 0 or > LongestId || !key.Id.All(char.IsAsciiLetterOrDigit))
                yield return $"{section}:{index}:Id must be 1 to {LongestId} ASCII letters or digits.";
            else if (!ids.Add(key.Id))
                yield return $"{section}:{index}:Id is the id of another key already.";
            if (!key.TryReadSecret(out _))
                yield return $"{section}:{index}:Secret must be base64 of {ShortestSecret} bytes or more.";
        }
    }

    /// <summary>The secret's bytes, if it is valid.</summary>
    /// <param name="bytes">The bytes.</param>
    public bool TryReadSecret([NotNullWhen(true)] out byte[]? bytes)
    {
        var buffer = new byte[Secret.Length];
        bytes = Convert.TryFromBase64String(Secret, buffer, out var length) && length >= ShortestSecret ? buffer[..length] : null;
        return bytes is not null;
    }
}
