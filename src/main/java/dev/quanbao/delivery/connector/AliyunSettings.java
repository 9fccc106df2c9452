package dev.quanbao.delivery.connector;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import org.hibernate.validator.constraints.URL;

/** Settings of the connector {@code aliyun}. */
@ConfigMapping(prefix = "quanbao.aliyun")
public interface AliyunSettings {

  /** Alibaba Cloud's access key. */
  Optional<String> accessKeyId();

  /** The secret of the access key. */
  Optional<String> accessKeySecret();

  /** 短信签名. */
  Optional<String> signName();

  /** The template of messages that name none; it gets {@code ${code}}. */
  Optional<String> template();

  /** Alibaba Cloud's SMS interface. */
  @WithDefault("https://dysmsapi.aliyuncs.com/")
  @URL
  String endpoint();
}
