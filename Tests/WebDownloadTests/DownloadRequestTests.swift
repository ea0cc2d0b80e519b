import Testing
import WebDownload

struct DownloadRequestTests {
    @Test(arguments: [
        "https://mds3.fidoalliance.org/", "HTTPS://example.test/a?b=c", "http://127.0.0.1:8080/", "http://127.9.9.9/",
        "http://localhost/", "http://[::1]:80/x",
    ])
    func takes(url: String) throws {
        #expect(try DownloadRequest(url).url == url)
    }

    @Test(arguments: [
        "", "mds3.fidoalliance.org", "http://mds3.fidoalliance.org/", "http://127.0.0.1.example.test/",
        "http://1.2.3.4/",
        "http://127.1/", "http://localhost.example.test/", "ftp://example.test/", "file:///etc/passwd", "https:///x",
        "https://user:secret@example.test/", "https://user@example.test/",
    ])
    func refuses(url: String) {
        let error = #expect(throws: DownloadError.self) { try DownloadRequest(url) }
        #expect(error?.reason == .address)
        #expect(error?.description.contains("secret") == false)
    }
}
