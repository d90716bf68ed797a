using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace CoachingWorkflow.Pages;

/// <summary>
/// What the renderer may ask for: an encoder, and nothing of the host's. Where a host registers MVC (Azure's does), the renderer would find
/// parts of it that work only within a request of MVC's own, and pages with forms could not be rendered.
/// </summary>
internal sealed class RenderingServices : IServiceProvider
{
    // Names and texts come in every script; the default encoder would write each letter beyond ASCII as eight characters.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <inheritdoc/>
    public object? GetService(Type serviceType) => serviceType == typeof(HtmlEncoder) ? Encoder : null;
}
