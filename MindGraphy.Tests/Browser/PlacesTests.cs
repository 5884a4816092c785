using System.Net;
using Microsoft.Playwright;
using MindGraphy.Domain.Accounts;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Browser;

/// <summary>A venue from its form into a booking, and a calendar's address from its button to its end, in a real browser.</summary>
public sealed class PlacesTests(MigratedTemplate template, Chromium chromium, DemoApp demo) : DemoTest(template, demo)
{
    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task A_venue_that_is_added_fills_in_a_booking(int width)
    {
        var name = $"가람채 {width}";
        await using var browser = await chromium.OpenAsync(App.BaseUrl, "ko-KR", width);
        var page = await browser.SignInAsync(Demo.Person(UserRole.Admin));
        var problems = page.Problems();
        await page.OpenAsync("/studio/venues");
        await page.GetByRole(AriaRole.Link, new() { Name = "장소 등록" }).First.ClickAsync();
        var form = page.Locator(".mg-panel form");
        await form.Locator("[data-field=Name] input").FillAsync(name);
        await form.Locator("[data-field=Flash] select").SelectOptionAsync("no");
        await form.Locator("[data-field=Address] input").FillAsync("서울 성동구 왕십리로 83");
        await form.Locator("[data-field=TravelMinutes] input").FillAsync("25");
        await form.Locator("[data-field=Parking] textarea").FillAsync("지하 2층, 3시간 무료");
        await form.GetByRole(AriaRole.Button, new() { Name = "홀 추가" }).ClickAsync();
        await form.GetByLabel("홀 이름").FillAsync("다정홀");
        await form.GetByRole(AriaRole.Button, new() { Name = "저장" }).ClickAsync();
        await page.WaitForURLAsync(u => u.Contains("open=", StringComparison.Ordinal) && !u.Contains("open=new", StringComparison.Ordinal));
        await LookAsync(page, problems, "venue-saved", width);
        if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") > 1)
        {
            problems.Enqueue("the venue is wider than the screen");
        }

        var project = await ScalarAsync<Guid>(
            "SELECT id FROM projects WHERE project_status = 'scheduled' ORDER BY wedding_date DESC LIMIT 1"
        );
        await page.OpenAsync($"/studio/projects/{project}");
        await page.GetByRole(AriaRole.Button, new() { Name = "촬영 예약" }).ClickAsync();
        var place = page.GetByPlaceholder("예식장을 고르거나 직접 입력");
        await place.FillAsync(name);
        await page.GetByText($"{name} 다정홀").ClickAsync();
        await Assertions.Expect(page.GetByText("플래시 금지").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-field=Address] input")).ToHaveValueAsync("서울 성동구 왕십리로 83");
        await Assertions.Expect(page.Locator("[data-field=TravelMinutes] input")).ToHaveValueAsync("25");
        await LookAsync(page, problems, "venue-booking", width);

        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task A_calendar_is_read_by_its_address_until_it_is_turned_off(int width)
    {
        await using var browser = await chromium.OpenAsync(App.BaseUrl, "ko-KR", width);
        var page = await browser.SignInAsync(Demo.Person(UserRole.Admin));
        var problems = page.Problems();
        await page.OpenAsync("/studio/my/feeds");
        var mine = page.GetByTestId("my-feed");
        await mine.GetByRole(AriaRole.Button, new() { Name = "주소 만들기" }).ClickAsync();
        var address = await mine.GetByRole(AriaRole.Textbox).InputValueAsync();
        var path = new Uri(new Uri(App.BaseUrl), new Uri(address).AbsolutePath);
        await LookAsync(page, problems, "feeds", width);
        if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") > 1)
        {
            problems.Enqueue("the page is wider than the screen");
        }

        using var http = new HttpClient();
        using var read = await http.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.Equal("text/calendar; charset=utf-8", read.Content.Headers.ContentType!.ToString());
        Assert.True(read.Headers.CacheControl!.Private);
        Assert.StartsWith(
            "BEGIN:VCALENDAR\r\n",
            await read.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(read.Headers.ETag!);
        using var unchanged = await http.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);

        await mine.GetByRole(AriaRole.Button, new() { Name = "끄기" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "끄기" }).ClickAsync();
        await mine.GetByRole(AriaRole.Button, new() { Name = "주소 만들기" }).WaitForAsync();
        using var gone = await http.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);

        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
    }

    [Fact]
    public async Task A_photographer_sees_their_private_calendar_and_what_is_wrong_with_an_address()
    {
        await using var browser = await chromium.OpenAsync(App.BaseUrl, "ko-KR", 390);
        var page = await browser.SignInAsync(Demo.Person(UserRole.Photographer));
        var problems = page.Problems();
        await page.OpenAsync("/studio/my/feeds");
        var busy = page.GetByTestId("busy");
        await busy.GetByLabel("iCal 주소").FillAsync("http://calendar.example/basic.ics");
        await busy.GetByRole(AriaRole.Button, new() { Name = "연결", Exact = true }).ClickAsync();
        await Assertions.Expect(busy.GetByText("https로 시작하는 캘린더 주소를 넣어 주세요.")).ToBeVisibleAsync();
        await busy.GetByLabel("iCal 주소").FillAsync("https://127.0.0.1/basic.ics");
        await busy.GetByRole(AriaRole.Button, new() { Name = "연결", Exact = true }).ClickAsync();
        await Assertions.Expect(busy.GetByText("내부 주소로 이어져 읽지 않았습니다")).ToBeVisibleAsync();
        await LookAsync(page, problems, "feeds-photographer", 390);
        await busy.GetByTestId("busy-feed")
            .Filter(new() { HasText = "127.0.0.1" })
            .GetByRole(AriaRole.Button, new() { Name = "연결 끊기" })
            .ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "연결 끊기" }).ClickAsync();
        await Assertions.Expect(busy.GetByText("127.0.0.1")).ToHaveCountAsync(0);

        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
    }
}
