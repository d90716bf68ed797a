using System.Text;
using System.Web;
using CoachingWorkflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace CoachingWorkflow.Functions.Links.Forms;

/// <summary>Reads a posted form: in UTF-8, of a limited size, and whatever a browser or a program made of it.</summary>
internal static class FormReader
{
    private const string Plain = "application/x-www-form-urlencoded";
    private const int MostInputs = 1_024;

    private static readonly FormOptions Limits = new()
    {
        ValueCountLimit = MostInputs,
        ValueLengthLimit = RequestBytes.Most,
        BufferBodyLengthLimit = RequestBytes.Most,
        MultipartBodyLengthLimit = RequestBytes.Most,
    };

    /// <summary>The inputs, or the status of the answer that says why there are none.</summary>
    public static async Task<(IFormCollection? Inputs, int Status)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!request.HasFormContentType || !IsUtf8(request.GetTypedHeaders().ContentType?.Charset ?? default)
            || RequestBytes.ArePacked(request))
            return (null, StatusCodes.Status415UnsupportedMediaType);
        if (await RequestBytes.ReadAsync(request, cancellation) is not { } bytes)
            return (null, StatusCodes.Status413PayloadTooLarge);
        if (request.GetTypedHeaders().ContentType!.MediaType.Equals(Plain, StringComparison.OrdinalIgnoreCase))
            return Urlencoded(Encoding.UTF8.GetString(bytes.Span));

        request.Body = new MemoryStream(bytes.ToArray());
        return await MultipartAsync(request, cancellation);
    }

    private static bool IsUtf8(StringSegment charset) => charset.Length == 0
        || HeaderUtilities.RemoveQuotes(charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)
        || charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase);

    private static (IFormCollection? Inputs, int Status) Urlencoded(string text)
    {
        if (text.AsSpan().Count('&') >= MostInputs)
            return (null, StatusCodes.Status413PayloadTooLarge);
        var posted = HttpUtility.ParseQueryString(text);

        // A page in another encoding, or a program, made these bytes; a person who types a replacement character sends it as one.
        if (posted.AllKeys.Any(input => posted[input]!.Contains(Rune.ReplacementChar.ToString(), StringComparison.Ordinal))
            && !text.Contains("%EF%BF%BD", StringComparison.OrdinalIgnoreCase))
            return (null, StatusCodes.Status400BadRequest);
        var inputs = posted.AllKeys.OfType<string>()
            .ToDictionary(input => input, input => new StringValues(posted.GetValues(input)), StringComparer.Ordinal);
        return (new FormCollection(inputs), StatusCodes.Status200OK);
    }

    private static async Task<(IFormCollection? Inputs, int Status)> MultipartAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            return (await request.ReadFormAsync(Limits, cancellation), StatusCodes.Status200OK);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or IOException)
        {
            return (null, StatusCodes.Status400BadRequest);
        }
        // What a part says of its encoding comes to light in any of these.
        catch (Exception encoding) when (encoding is NotSupportedException or ArgumentException or InvalidOperationException)
        {
            return (null, StatusCodes.Status415UnsupportedMediaType);
        }
    }
}
