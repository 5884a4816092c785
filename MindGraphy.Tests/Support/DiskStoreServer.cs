using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Data.Photos;
using MindGraphy.Web.Features.Photos;

namespace MindGraphy.Tests.Support;

/// <summary>A disk store whose signed addresses a real Kestrel serves, in an application that denies everything else.</summary>
internal static class DiskStoreServer
{
    public static async Task<WebApplication> StartAsync(string folder, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 1024 * 1024).UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection([new("Storage:Folder", folder)]);
        builder.Services.AddPhotoStores(builder.Configuration);
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        builder.Services.AddAuthentication("none").AddCookie("none");
        var app = builder.Build();
        app.UseAuthorization();
        app.MapDiskStore();
        await app.StartAsync(ct);
        return app;
    }
}
