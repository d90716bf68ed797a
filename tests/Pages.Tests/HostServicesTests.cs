using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CoachingWorkflow.Pages.Tests;

/// <summary>
/// Rendering among the services that a host brings: Azure's registers MVC, with a renderer's services that work in MVC's requests only.
/// </summary>
public sealed class HostServicesTests
{
    private const string Name = "Jürgen 桜";

    [Fact]
    public async Task A_page_with_a_form_comes_out_alike_on_a_host_with_MVC_and_on_a_bare_one()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
        builder.Services.AddMvc();
        builder.Services.AddPages();
        await using var host = builder.Build();

        var page = await host.Services.GetRequiredService<PageRenderer>().RenderAsync<NameForm>();

        Assert.Equal(await Rendering.HtmlAsync<NameForm>(), page);
        Assert.Equal($"<form method=\"post\">{Name}</form>", page);
    }

    private sealed class NameForm : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "form");
            builder.AddAttribute(1, "method", "post");
            builder.AddContent(2, Name);
            builder.CloseElement();
        }
    }
}
